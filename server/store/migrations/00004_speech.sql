-- +goose Up

-- The sound of spoken answers that a person wanted kept, as WAV files. take is the
-- client's name for it, which the answer's event names.
CREATE TABLE recordings (
    interview_id TEXT   NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    take         TEXT   NOT NULL,
    owner        TEXT   NOT NULL,
    wav          BYTEA  NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (interview_id, take)
);

-- Terms that a recogniser wrote otherwise than the person did, by sheet.
CREATE TABLE corrections (
    owner      TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    sheet_id   TEXT   NOT NULL,
    heard      TEXT   NOT NULL,
    meant      TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (owner, sheet_id, id)
);

-- How a sheet's terms are read aloud: TERM = READING, one a line.
CREATE TABLE readings (
    owner      TEXT   NOT NULL,
    sheet_id   TEXT   NOT NULL,
    list       TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (owner, sheet_id)
);

-- +goose Down
DROP TABLE readings;
DROP TABLE corrections;
DROP TABLE recordings;
