"""The words for codes that the model uses: causes, signals, roles, activities. All that users read can be translated here."""
