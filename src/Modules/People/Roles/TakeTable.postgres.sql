LOCK TABLE people_role_permission IN EXCLUSIVE MODE
