"""What a unit is in the government, and what it is about: the words of the lists, in English."""

KINDS = {
    "党委机构": "Party organ",
    "组成部门": "Constituent department",
    "直属特设机构": "Special directly affiliated body",
    "直属机构": "Directly affiliated body",
    "部门管理机构": "Body under a department",
    "直属事业单位": "Directly affiliated institution",
    "事业单位": "Public institution",
    "群团": "People’s organization",
    "中央在湘单位": "Central unit in Hunan",
    "市州政府": "Prefecture government",
    "市政府工作部门": "City department",
    "县政府工作部门": "County department",
    "区政府工作部门": "District department",
    "市属事业单位": "City institution",
    "市属企业": "City enterprise",
    "派驻单位": "Unit of a higher level",
}
"""Kinds; one that an organ writes itself stays in its words."""

CATEGORIES = {
    "城乡建设": "Urban and rural construction",
    "党务政务": "Party and government affairs",
    "国土资源": "Land and resources",
    "环境保护": "Environment",
    "纪检监察": "Discipline and supervision",
    "交通运输": "Transport",
    "经济管理": "Economy",
    "科技与信息产业": "Science, technology and information",
    "民政": "Civil affairs",
    "农村农业": "Agriculture and the countryside",
    "商贸旅游": "Trade and tourism",
    "卫生计生": "Health",
    "政法": "Law and order",
    "教育文体": "Education, culture and sport",
    "劳动和社会保障": "Labour and social security",
}
"""Categories, with the names that the matters of suggestions have."""
