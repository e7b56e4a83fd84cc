-- %(rows)s suggestions with their assignments, clocks, ledger lines and proposals, set by set.
-- States are spread as in a running year: most are closed, each open state has its share.

CREATE TEMP TABLE plan AS
SELECT n,
       '2026-' || lpad(n::text, 6, '0') AS code,
       CASE WHEN n %% 20 = 0 THEN 'submitted'
            WHEN n %% 20 = 1 THEN 'assigned'
            WHEN n %% 20 IN (2, 3) THEN 'in_handling'
            WHEN n %% 20 = 4 THEN 'replied'
            ELSE 'closed' END AS state,
       %(at)s::timestamptz - (n %% 5000) * interval '37 minutes' AS made,
       %(at)s::timestamptz + ((n * 7919) %% 20000 - 4000) * interval '1 minute' AS due
FROM generate_series(1, %(rows)s) AS n;

CREATE TEMP TABLE unit AS
SELECT id, row_number() OVER (ORDER BY code <> 'jyt', id) - 1 AS place
FROM departments_department WHERE organ_id = '430000';

INSERT INTO suggestions_suggestion
       (code, instrument, title, situation, ask, organ_chosen_by_author, submission_key, state,
        due_at, submitted_at, routed_at, closed_at, author_id, author_organ_id, organ_id,
        place_id, unit_id)
SELECT code, 'micro', '关于第' || n || '号路口照明与标线的建议',
       repeat('夜间经过这里的人看不清路面，雨天积水。', 6), '更换灯具，重新施划标线。',
       false, gen_random_uuid(), state,
       CASE WHEN state = 'closed' THEN NULL ELSE due END, made, made,
       CASE WHEN state = 'closed' THEN made + interval '9 days' END,
       %(author)s, '430000', '430000', '430000',
       CASE WHEN state = 'submitted' THEN NULL ELSE unit.id END
-- The measured unit (place 0) has a third of all cases: its page is full at every size.
FROM plan JOIN unit ON unit.place =
    CASE WHEN n %% 3 = 0 THEN 0 ELSE n %% (SELECT count(*) FROM unit) END
ORDER BY n;

INSERT INTO suggestions_assignment
       (code, state, urgency, assigned_at, due_at, signed_at, delivered_at, assigned_by_id,
        department_id, signed_by_id, suggestion_id)
SELECT s.code || '-1',
       CASE s.state WHEN 'assigned' THEN 'pending_sign' WHEN 'in_handling' THEN 'in_progress'
                    WHEN 'replied' THEN 'delivered' ELSE 'done' END,
       'ordinary', s.submitted_at, coalesce(s.due_at, s.submitted_at + interval '14 days'),
       CASE WHEN s.state <> 'assigned' THEN s.submitted_at END,
       CASE WHEN s.state IN ('replied', 'closed') THEN s.submitted_at + interval '3 days' END,
       %(clerk)s, s.unit_id, CASE WHEN s.state <> 'assigned' THEN %(clerk)s::bigint END, s.id
FROM suggestions_suggestion s WHERE s.unit_id IS NOT NULL;

INSERT INTO suggestions_recommendation (rank, score, because, department_id, suggestion_id)
SELECT 1, 4.2, ARRAY['照明', '标线'], unit.id, s.id
FROM suggestions_suggestion s JOIN unit ON unit.place = s.id %% (SELECT count(*) FROM unit);

INSERT INTO suggestions_reply (text, outcome_class, replied_at, assignment_id, author_id)
SELECT '已经换好，请到现场看。', 'A', a.delivered_at, a.id, %(clerk)s
FROM suggestions_assignment a WHERE a.delivered_at IS NOT NULL;

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
  ON place <= CASE state WHEN 'submitted' THEN 0 WHEN 'assigned' THEN 2 WHEN 'in_handling' THEN 3
                         WHEN 'replied' THEN 4 ELSE 5 END;

SELECT setval('suggestion_number', %(rows)s + 1);
