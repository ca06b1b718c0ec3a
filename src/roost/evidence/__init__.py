"""What studies found, told straight: study files, synthesis, priors and the honest text. A bookshelf: nothing here knows a person."""
