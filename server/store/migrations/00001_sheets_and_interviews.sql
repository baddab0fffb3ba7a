-- One text for SQLite and PostgreSQL: TEXT, BIGINT and DOUBLE PRECISION mean
-- the same in both. Times are Unix milliseconds, JSON is text. Whatever belongs
-- to a person has an owner.

-- +goose Up
CREATE TABLE sheets (
    owner      TEXT   NOT NULL,
    id         TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    origin     TEXT   NOT NULL,
    path       TEXT   NOT NULL,
    version    TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (owner, id)
);

-- Sources stand apart from sheets: an interview keeps the version that it was
-- planned from, whatever becomes of the sheet.
CREATE TABLE sheet_versions (
    owner    TEXT NOT NULL,
    version  TEXT NOT NULL,
    encoding TEXT NOT NULL,
    source   TEXT NOT NULL,
    PRIMARY KEY (owner, version)
);

-- The columns from title on repeat what a fold over the events says, so that a
-- list of interviews need not read their logs.
CREATE TABLE interviews (
    id            TEXT   NOT NULL PRIMARY KEY,
    owner         TEXT   NOT NULL,
    sheet_id      TEXT   NOT NULL,
    sheet_version TEXT   NOT NULL,
    title         TEXT   NOT NULL,
    lang          TEXT   NOT NULL,
    mode          TEXT   NOT NULL,
    persona       TEXT   NOT NULL,
    started_at    BIGINT NOT NULL,
    finished_at   BIGINT NOT NULL,
    questions     BIGINT NOT NULL,
    answered      BIGINT NOT NULL,
    unaided       DOUBLE PRECISION NOT NULL,
    final         DOUBLE PRECISION NOT NULL
);

CREATE INDEX interviews_by_owner ON interviews (owner, started_at);

-- The log. Its primary key is what two writers race on; command_id is what makes
-- a command that is sent twice happen once. A command's first event names the
-- command and the last of the events that it caused.
CREATE TABLE events (
    interview_id TEXT   NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    seq          BIGINT NOT NULL,
    owner        TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    command_id   TEXT,
    command_last BIGINT,
    type         TEXT   NOT NULL,
    data         TEXT   NOT NULL,
    PRIMARY KEY (interview_id, seq),
    UNIQUE (interview_id, command_id)
);

-- What an interview found of a question; the last coverage of a question is its
-- newest row.
CREATE TABLE outcomes (
    interview_id TEXT   NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
    question_id  TEXT   NOT NULL,
    owner        TEXT   NOT NULL,
    sheet_id     TEXT   NOT NULL,
    at           BIGINT NOT NULL,
    unaided      DOUBLE PRECISION NOT NULL,
    final        DOUBLE PRECISION NOT NULL,
    levels       TEXT   NOT NULL,
    PRIMARY KEY (interview_id, question_id)
);

CREATE INDEX outcomes_by_sheet ON outcomes (owner, sheet_id, question_id, at);

-- +goose Down
DROP TABLE outcomes;
DROP TABLE events;
DROP TABLE interviews;
DROP TABLE sheet_versions;
DROP TABLE sheets;
