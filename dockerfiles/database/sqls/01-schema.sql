-- The table of schema version 1, exactly as the backend's first migration makes it.
-- The backend takes it from here: it records what it finds and migrates forward.
SET NAMES utf8mb4;

CREATE TABLE IF NOT EXISTS posts (
  id         BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
  title      VARCHAR(200)    NOT NULL,
  body       MEDIUMTEXT      NOT NULL,
  author     VARCHAR(80)     NOT NULL,
  created_at DATETIME(3)     NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  PRIMARY KEY (id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_0900_ai_ci;

-- The image gave the application every right on its database. It needs these:
-- read and write posts, add tables, columns and indexes. It can drop or truncate no table.
REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'blog'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, INDEX, REFERENCES ON blog.* TO 'blog'@'%';
