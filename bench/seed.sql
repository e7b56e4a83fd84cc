-- %(rows)s suggestions with their assignments, clocks, ledger lines and proposals, set by set.
-- States are spread as in a running year: most are closed, each open state has its share. A list
-- that is cut at a page's length is full at every size: it is the same page that is measured.

CREATE TEMP TABLE plan AS
SELECT n,
       '2026-' || lpad(n::text, greatest(6, length(n::text)), '0') AS code,
       CASE WHEN n %% 20 = 0 THEN 'submitted'
            WHEN n %% 20 = 1 THEN 'assigned'
            WHEN n %% 20 IN (2, 3) THEN 'in_handling'
            WHEN n %% 20 = 4 THEN 'replied'
            WHEN n %% 40 = 5 THEN 'followup'
            WHEN n %% 40 = 25 THEN 'rework'
            WHEN n %% 25 = 11 THEN 'returned'
            WHEN n %% 200 = 106 THEN 'on_hold'
            WHEN n %% 100 = 7 THEN 'withdrawn'
            ELSE 'closed' END AS state,
       %(at)s::timestamptz - (n %% 5000) * interval '37 minutes' AS made,
       %(at)s::timestamptz + ((n::bigint * 7919) %% 20000 - 4000) * interval '1 minute' AS due
FROM generate_series(1, %(rows)s) AS n;

-- What the texts are made of: some 3,000 compounds, the first far oftener than the last (Zipf), and
-- a few words that stand in one text of so many, which `bench.searches` looks for.
SELECT setseed(0.417);
CREATE TEMP TABLE word AS
SELECT row_number() OVER (ORDER BY md5(a || b)) AS rank, a || b AS said
FROM unnest(string_to_array('社区 小区 校园 校门 医院 公园 广场 街道 路口 公交 地铁 高铁 农村 乡镇 村组 山区 湖区 河道 水库 堤防 茶园 果园 稻田 林场 景区 古镇 老街 商圈 园区 厂区 工地 桥梁 隧道 高速 国道 县道 步道 绿道 站台 码头 机场 菜场 食堂 诊所 药店 图书 文化 体育 养老 托育 残疾 妇幼 青年 学生 教师 医生 农民 工人 游客 司机', ' ')) AS a,
     unnest(string_to_array('照明 标线 停车 充电 排水 垃圾 噪声 绿化 保洁 维修 巡查 监测 预警 培训 补贴 服务 窗口 热线 平台 数据 共享 审批 收费 票价 班次 站点 线路 坡道 扶手 厕所 座椅 护栏 井盖 管网 电梯 消防 安检 值守 救援 诊疗 用药 报销 转诊 招生 课后 午餐 读物 展览 演出 场馆 保护 修缮 宣传 执法 信用', ' ')) AS b;
CREATE TEMP TABLE verb AS
SELECT said, row_number() OVER () - 1 AS place
FROM unnest(string_to_array('加强 完善 优化 推进 规范 增设 改进 提升', ' ')) AS said;
CREATE TEMP TABLE filler AS
SELECT said, row_number() OVER () - 1 AS place
FROM unnest(string_to_array('群众反映比较集中，存在安全隐患，|目前缺少统一的标准，|每逢雨天问题更加突出，|有关部门之间衔接不够，|老年人和儿童使用不便，|近年来投入不足，|现场走访时多位居民提到，|管理责任没有落实到位，', '|')) AS said;
CREATE INDEX ON word (rank);
ANALYZE word;

CREATE TEMP TABLE said AS
SELECT n, '关于' || verb.said || one.said || '的' || CASE WHEN n %% 7 = 3 THEN '意见' ELSE '建议' END AS title,
       one.said || '方面，' || filler.said || two.said || '与' || three.said || '也需要一并考虑。'
           || other.said || four.said || '的情况可以参照。建议尽快' || verb.said || '，并向社会公开进度。' AS situation,
       verb.said || one.said || '，年内' || verb.said || five.said || '。'
           || CASE WHEN n %% 100 = 41 THEN '参照外省海绵城市经验。' ELSE '' END
           || CASE WHEN n %% 20000 = 77 THEN '保留萤火虫栖息地。' ELSE '' END
           || CASE WHEN n %% 5000 = 58 THEN '纪念嫘祖。' ELSE '' END
           || CASE WHEN n %% 500 = 23 THEN '支持 ETC 与 Wi-Fi 覆盖，street lighting。' ELSE '' END AS ask
FROM (SELECT n, floor(exp(random() * ln(count))) AS r1, floor(exp(random() * ln(count))) AS r2,
             floor(exp(random() * ln(count))) AS r3, floor(exp(random() * ln(count))) AS r4,
             floor(exp(random() * ln(count))) AS r5, floor(random() * 8) AS r6,
             floor(random() * 8) AS r7, floor(random() * 8) AS r8
      FROM generate_series(1, %(rows)s) AS n, (SELECT count(*) FROM word) AS words) AS drawn
JOIN word one ON one.rank = r1 JOIN word two ON two.rank = r2 JOIN word three ON three.rank = r3
JOIN word four ON four.rank = r4 JOIN word five ON five.rank = r5
JOIN verb ON verb.place = r6 JOIN filler ON filler.place = r7 JOIN filler other ON other.place = r8;
CREATE INDEX ON said (n);
ANALYZE said;

CREATE TEMP TABLE unit AS
SELECT id, row_number() OVER (ORDER BY code <> 'jyt', id) - 1 AS place
FROM departments_department WHERE organ_id = '430000';

CREATE TEMP TABLE category AS
SELECT code AS id, row_number() OVER (ORDER BY code) - 1 AS place FROM suggestions_category;

INSERT INTO suggestions_suggestion
       (code, instrument, title, situation, ask, organ_chosen_by_author, submission_key, state,
        due_at, submitted_at, routed_at, closed_at, author_id, author_organ_id, organ_id,
        place_id, unit_id, wish, category_id, category_chosen_by_author, sealed_at, sealed_by_id)
SELECT plan.code, 'micro', title, situation, ask, false, gen_random_uuid(), state,
       CASE WHEN state IN ('closed', 'withdrawn') THEN NULL ELSE due END, made, made,
       CASE WHEN state IN ('closed', 'withdrawn') THEN made + interval '9 days' END,
       %(author)s, '430000', organ.code, organ.code,
       CASE WHEN state NOT IN ('submitted', 'returned', 'withdrawn') THEN unit.id END,
       (ARRAY['private', 'members', 'public'])[1 + n %% 3], category.id, n %% 2 = 0,
       CASE WHEN n %% 500 = 499 THEN made END,
       CASE WHEN n %% 500 = 499 THEN %(clerk)s::bigint END
-- The measured unit (place 0) has a third of all cases: its page is full at every size.
FROM plan JOIN said USING (n)
-- A county's office has a few of those that wait for a review, at every size no more than fifty.
JOIN members_organ organ ON organ.code =
    CASE WHEN n %% 20 = 0 AND n <= 1000 THEN '430104' ELSE '430000' END
JOIN unit ON unit.place =
    CASE WHEN n %% 3 = 0 THEN 0 ELSE n %% (SELECT count(*) FROM unit) END
LEFT JOIN category ON category.place = n %% (SELECT count(*) FROM category)
ORDER BY n;

INSERT INTO suggestions_assignment
       (code, part, state, urgency, assigned_at, due_at, signed_at, delivered_at, assigned_by_id,
        department_id, signed_by_id, suggestion_id)
SELECT s.code || '-1', CASE WHEN s.id %% 4 = 0 THEN 'lead' ELSE 'sole' END,
       CASE s.state WHEN 'assigned' THEN 'pending_sign' WHEN 'replied' THEN 'delivered'
                    WHEN 'in_handling' THEN 'in_progress' WHEN 'rework' THEN 'in_progress'
                    WHEN 'on_hold' THEN 'in_progress' ELSE 'done' END,
       'ordinary', s.submitted_at, coalesce(s.due_at, s.submitted_at + interval '14 days'),
       CASE WHEN s.state <> 'assigned' THEN s.submitted_at END,
       CASE WHEN s.state IN ('replied', 'followup', 'closed') THEN s.submitted_at + interval '3 days' END,
       %(clerk)s, s.unit_id, CASE WHEN s.state <> 'assigned' THEN %(clerk)s::bigint END, s.id
FROM suggestions_suggestion s WHERE s.unit_id IS NOT NULL;

-- Every fourth has a co-handler beside the unit that answers.
INSERT INTO suggestions_assignment
       (code, part, state, urgency, assigned_at, due_at, signed_at, delivered_at, assigned_by_id,
        department_id, signed_by_id, suggestion_id)
SELECT lead.suggestion_code || '-2', 'co',
       CASE lead.state WHEN 'pending_sign' THEN 'pending_sign' WHEN 'in_progress'
                       THEN 'in_progress' ELSE 'opinion_given' END,
       'ordinary', lead.assigned_at, lead.due_at, lead.signed_at,
       CASE WHEN lead.state NOT IN ('pending_sign', 'in_progress') THEN lead.delivered_at END,
       %(clerk)s, unit.id, lead.signed_by_id, lead.suggestion_id
FROM (SELECT a.*, s.code AS suggestion_code FROM suggestions_assignment a
      JOIN suggestions_suggestion s ON s.id = a.suggestion_id WHERE a.part = 'lead') lead
JOIN unit ON unit.place = (lead.suggestion_id / 4) %% (SELECT count(*) FROM unit)
         AND unit.id <> lead.department_id;

INSERT INTO suggestions_recommendation (rank, score, because, department_id, suggestion_id)
SELECT 1, 4.2, ARRAY['照明', '标线'], unit.id, s.id
FROM suggestions_suggestion s JOIN unit ON unit.place = s.id %% (SELECT count(*) FROM unit);

INSERT INTO suggestions_reply (text, outcome_class, replied_at, assignment_id, author_id)
SELECT '已经换好，请到现场看。', 'A', a.delivered_at, a.id, %(clerk)s
FROM suggestions_assignment a WHERE a.delivered_at IS NOT NULL AND a.part <> 'co';

INSERT INTO suggestions_reply (kind, text, outcome_class, replied_at, assignment_id, author_id)
SELECT 'opinion', '同意主办单位的意见。', '', a.delivered_at, a.id, %(clerk)s
FROM suggestions_assignment a WHERE a.delivered_at IS NOT NULL AND a.part = 'co';

-- What lies beside the straight way: talks, co-signers, files, words on the case, ratings,
-- promises, earlier texts, more time, transfers, holds, published versions.
INSERT INTO suggestions_contact (kind, held_on, note, recorded_at, assignment_id, recorded_by_id)
SELECT 'phone', signed_at::date, '约定周四到现场看。', signed_at, id, %(clerk)s
FROM suggestions_assignment WHERE signed_at IS NOT NULL AND part <> 'co';

INSERT INTO suggestions_cosigner (origin, state, asked_at, answered_at, suggestion_id, user_id)
SELECT 'joined', 'accepted', submitted_at, submitted_at, id, %(fellow)s
FROM suggestions_suggestion WHERE id %% 5 = 0;

INSERT INTO files_attachment
       (code, form_key, kind, subject, role, name, content_type, size, sha256, path, created_at,
        bound_at, uploader_id)
SELECT 'f' || code, gen_random_uuid(), 'suggestion', code, 'file', '现场.pdf',
       'application/pdf', 120000, md5(code) || md5(code), 'bench/' || code, submitted_at,
       submitted_at, %(author)s
FROM suggestions_suggestion WHERE id %% 6 = 0;

INSERT INTO suggestions_rating
       (round, attitude, result, comment, rated_at, suggestion_id, assignment_id, rater_id)
SELECT 0, CASE s.state WHEN 'closed' THEN 'satisfied' ELSE '' END,
       CASE s.state WHEN 'closed' THEN 'satisfied' ELSE '' END, '',
       CASE s.state WHEN 'closed' THEN s.closed_at END, s.id, a.id, rater.id
FROM suggestions_suggestion s
JOIN suggestions_assignment a ON a.suggestion_id = s.id AND a.part <> 'co'
JOIN LATERAL (SELECT %(author)s::bigint AS id
              UNION ALL SELECT %(fellow)s::bigint WHERE s.id %% 5 = 0) rater ON true
WHERE s.state IN ('replied', 'closed');

INSERT INTO commitments_commitment
       (code, kind, about, organ_id, holder_id, instrument, words, state, due_on, due_at,
        made_by_id, made_at, claim, evidence)
SELECT code || '-1-p0', 'suggestion', code, organ_id, unit_id, 'micro', '年内装好。', 'open',
       due_at::date, due_at, %(clerk)s, submitted_at, '', ''
FROM suggestions_suggestion WHERE state = 'followup';

INSERT INTO suggestions_revision (title, situation, ask, at, by_id, place_id, suggestion_id)
SELECT title, situation, ask, submitted_at, %(author)s, place_id, id
FROM suggestions_suggestion WHERE id %% 40 = 0;

INSERT INTO suggestions_extensionrequest
       (assignment_id, reason, first_due, wanted, asked_by_id, asked_at, decision, granted,
        decided_by_id, decided_at, decision_note)
SELECT id, '要勘察。', assigned_at + interval '7 days', assigned_at + interval '14 days', %(clerk)s,
       assigned_at + interval '1 day', 'granted', assigned_at + interval '14 days', %(clerk)s,
       assigned_at + interval '2 days', '同意。'
FROM suggestions_assignment WHERE id %% 25 = 0 AND part <> 'co';

INSERT INTO suggestions_transfer (suggestion_id, from_organ_id, to_organ_id, at, by_id)
SELECT id, '430100', '430000', submitted_at, %(clerk)s
FROM suggestions_suggestion WHERE id %% 50 = 0;

INSERT INTO suggestions_hold (suggestion_id, reason, held_by_id, held_at, until)
SELECT id, '等批复。', %(clerk)s, submitted_at, greatest(due_at, submitted_at + interval '1 day')
FROM suggestions_suggestion WHERE state = 'on_hold';

INSERT INTO suggestions_publication
       (state, title, text, answer, author_line, published_at, decided_by_id, suggestion_id)
SELECT 'published', title, situation, '已经换好。', '省政协委员', closed_at, %(clerk)s, id
FROM suggestions_suggestion WHERE state = 'closed' AND wish = 'public' AND id %% 4 = 0;

INSERT INTO deadlines_duedate
       (kind, code, phase, started_at, started_by, due_at, working_days, basis, provisional,
        stopped_by, organ_id, policy_id)
SELECT kind, code, p.phase, made, '', greatest(due, made + interval '1 hour'), p.working_days,
       %(basis)s::jsonb, false, '', '430000', p.id
FROM (
    SELECT 'suggestion' AS kind, code, 'review' AS phase, made, due FROM plan
    WHERE state = 'submitted'
    UNION ALL
    SELECT 'assignment', code || '-1', 'handle', made, due FROM plan
    WHERE state IN ('assigned', 'in_handling')
    UNION ALL
    SELECT 'suggestion', code, 'rate', made, due FROM plan WHERE state = 'replied'
    UNION ALL
    SELECT 'assignment', code || '-1', 'redo', made, due FROM plan WHERE state = 'rework'
    UNION ALL
    SELECT 'suggestion', code, 'complete', made, due FROM plan WHERE state = 'returned'
) clock
JOIN LATERAL (
    SELECT id, phase, working_days FROM deadlines_deadlinepolicy
    WHERE organ_id IS NULL AND phase = clock.phase AND instrument IN ('', 'micro')
      AND urgency IN ('', 'ordinary')
    LIMIT 1
) p ON true;

INSERT INTO events_event (kind, code, step, actor, role, organ, at, data, remark_hash)
SELECT 'suggestion', code, step, '', 'system', '430000', made + place * interval '1 hour', '{}', ''
FROM plan JOIN LATERAL (VALUES (0, 'submit'), (1, 'accept'), (2, 'assign'), (3, 'sign'),
                               (4, 'reply'), (5, 'rate')) AS walked (place, step)
  ON place <= CASE WHEN state IN ('submitted', 'returned', 'withdrawn') THEN 0
                         WHEN state = 'assigned' THEN 2
                         WHEN state IN ('in_handling', 'on_hold', 'rework') THEN 3
                         WHEN state = 'replied' THEN 4 ELSE 5 END;

-- Every third has a message on the case, whose words are kept apart.
WITH said AS (
    INSERT INTO events_event (kind, code, step, actor, role, organ, at, data, remark_hash)
    SELECT 'suggestion', code, 'say', '', 'member', '430000', made + interval '5 hours', '{}', ''
    FROM plan WHERE n %% 3 = 0 RETURNING id
)
INSERT INTO events_remark (event_id, salt, text)
SELECT id, '', '路灯又坏了一盏。' FROM said;

SELECT setval('suggestion_number', %(rows)s + 1);
