SELECT @hold
