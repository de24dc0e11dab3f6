-- Runs once, as root, in the database that the stack names: on an empty volume only.
SET NAMES utf8mb4;

CREATE TABLE links (
  id    BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  url   VARCHAR(500)    NOT NULL,
  title VARCHAR(200)    NOT NULL
) DEFAULT CHARACTER SET utf8mb4;

INSERT INTO links (url, title) VALUES ('https://example.com/first', '첫 번째 링크');
