from reports.models.bucket import Bucket
from reports.models.mark import Mark
from reports.models.tally import Tally

__all__ = ["Bucket", "Mark", "Tally"]
