-- What decides which values there are: the model's stamp and the last coding.
select m.stamp, j.last_coding
from model_head as m join journal_head as j on j.entity_id = m.entity_id
where m.entity_id = $1
