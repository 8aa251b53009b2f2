using Verwaltung.Cases.Contracts;

namespace Verwaltung.Parking;

/// <summary>The refusal that only the database can decide between cases running at the same time: one valid permit per resident.</summary>
internal sealed class AlreadyHasPermitAttribute : JobErrorAttribute
{
    public AlreadyHasPermitAttribute() : base("SCHON_EIN_AUSWEIS", "The applicant already holds a permit that is valid in this term.") =>
        Constraint = "permits_one_per_person";
}

/// <summary>The applicant has no valid permit of the number that a process names.</summary>
internal sealed class NoPermitAttribute() : JobErrorAttribute(Name, "The applicant has no valid permit of this number.")
{
    private const string Name = "KEIN_AUSWEIS";

    public static JobResult Result { get; } = new JobResult.Error(Name);
}
