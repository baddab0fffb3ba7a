-- +goose Up

-- Words that convey a key point of a sheet, as a person's own ticks have taught.
-- They belong to the sheet: an interview that is deleted leaves them, so that
-- what was taught is not forgotten with it.
CREATE TABLE aliases (
    owner        TEXT   NOT NULL,
    id           TEXT   NOT NULL,
    sheet_id     TEXT   NOT NULL,
    question_id  TEXT   NOT NULL,
    key_point_id TEXT   NOT NULL,
    interview_id TEXT   NOT NULL,
    words        TEXT   NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (owner, id),
    UNIQUE (interview_id, key_point_id)
);

CREATE INDEX aliases_by_sheet ON aliases (owner, sheet_id, created_at);

-- +goose Down
DROP TABLE aliases;
