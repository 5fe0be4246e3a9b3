print("potemkin")
