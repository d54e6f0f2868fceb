# Permissions and sign-in.

# Personal data

personal-title = Personal data
personal-lead = What is held of persons and where, who is protected, and extracts for a person.
personal-protected = Protections in force
personal-nobody = No protection is set.
personal-kind = Protection
personal-dimension = Dimension
personal-who = Login or value
personal-reason = Reason
personal-set = Set
personal-by = By
personal-lift = Lift
personal-why-lift = Why the protection is lifted
personal-protect = Set protection
personal-protect-new = New protection
personal-extract = Extract for a person
personal-extract-lead = Everything that is held on a person, in every table and document. The extract leaves a line of processing history.
personal-person = Login, personal identity number or name
personal-take-out = Take out
personal-extract-review = Marked records may have data on others. Review them before the extract is given out.
personal-named-in = Named in
personal-values = Data
personal-review = Review
personal-to-review = To be reviewed
personal-nothing-held = Nothing is held on the person.
personal-register = Register of personal data
personal-table = Table
personal-columns = Columns
personal-class = Kind
personal-purpose = Purpose
personal-ground = Legal ground
personal-retention = How long
