CREATE TABLE journal (
    id        bigserial PRIMARY KEY,
    key       text      NOT NULL,
    version   bigint    NOT NULL,
    partition integer   NOT NULL,
    place     bigint    NOT NULL
);
