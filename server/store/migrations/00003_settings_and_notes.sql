-- +goose Up

-- What a person has chosen for the whole program, as JSON by name.
CREATE TABLE settings (
    owner      TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    value      TEXT   NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (owner, name)
);

-- What a person has approved about a key point beyond what the sheet says of it.
CREATE TABLE notes (
    owner        TEXT   NOT NULL,
    sheet_id     TEXT   NOT NULL,
    question_id  TEXT   NOT NULL,
    key_point_id TEXT   NOT NULL,
    note         TEXT   NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (owner, sheet_id, key_point_id)
);

-- +goose Down
DROP TABLE notes;
DROP TABLE settings;
