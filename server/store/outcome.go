package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"mondo/server/interview"
)

// Outcome is what one interview found of one question.
type Outcome = interview.Outcome

// putProjection writes what lists show of an interview.
func putProjection(ctx context.Context, tx *sql.Tx, owner, id string, p interview.Projection) error {
	i := p.Summary
	result, err := tx.ExecContext(ctx, `
		UPDATE interviews SET finished_at = $1, questions = $2, answered = $3, unaided = $4, final = $5
		WHERE id = $6 AND owner = $7`,
		i.FinishedAt, i.Questions, i.Answered, i.Unaided, i.Final, id, owner)
	if err := oneRow(result, err, ErrNotFound); err != nil {
		return err
	}
	for _, o := range p.Outcomes {
		if err := putOutcome(ctx, tx, owner, id, o); err != nil {
			return err
		}
	}
	return nil
}

func putOutcome(ctx context.Context, tx *sql.Tx, owner, id string, o Outcome) error {
	levels, err := json.Marshal(o.Levels)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO outcomes (interview_id, question_id, owner, sheet_id, at, unaided, final, levels)
		SELECT id, CAST($1 AS TEXT), owner, sheet_id, CAST($2 AS BIGINT),
			CAST($3 AS DOUBLE PRECISION), CAST($4 AS DOUBLE PRECISION), CAST($5 AS TEXT)
		FROM interviews WHERE id = $6 AND owner = $7
		ON CONFLICT (interview_id, question_id) DO UPDATE SET
			at = excluded.at, unaided = excluded.unaided, final = excluded.final, levels = excluded.levels`,
		o.Question, o.At, o.Unaided, o.Final, string(levels), id, owner)
	return err
}

// LastOutcomes reads, by question id, what the newest interview that scored the
// question found of it, over all of the owner's interviews on the sheet.
func (s *Store) LastOutcomes(ctx context.Context, owner, sheetID string) (map[string]Outcome, error) {
	rows, err := s.read.QueryContext(ctx, `
		SELECT question_id, interview_id, at, unaided, final, levels
		FROM (
			SELECT question_id, interview_id, at, unaided, final, levels,
				ROW_NUMBER() OVER (PARTITION BY question_id ORDER BY at DESC, interview_id DESC) AS place
			FROM outcomes WHERE owner = $1 AND sheet_id = $2) AS ranked
		WHERE place = 1`, owner, sheetID)
	outcomes, err := collect(rows, err, scanOutcome)
	if err != nil {
		return nil, s.failed("load outcomes on sheet", sheetID, err)
	}
	last := make(map[string]Outcome, len(outcomes))
	for _, o := range outcomes {
		last[o.Question] = o
	}
	return last, nil
}

func scanOutcome(row scanner) (o Outcome, err error) {
	var levels []byte
	if err = row.Scan(&o.Question, &o.Interview, &o.At, &o.Unaided, &o.Final, &levels); err != nil {
		return o, err
	}
	return o, json.Unmarshal(levels, &o.Levels)
}
