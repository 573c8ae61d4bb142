-- Several may give roles at once; nobody says what roles may do meanwhile. (Reading the table waits for nobody.)
LOCK TABLE people_role_permission IN ROW SHARE MODE
