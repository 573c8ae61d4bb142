namespace Weiguang.Hours.Domain;

/// <summary>A forgotten check-out: who is asked, and what the volunteer says themselves.</summary>
internal sealed partial class ServiceRecord
{
    /// <summary>Nobody knows when they left: asks the organiser.</summary>
    public void Question(DateTime answerBy, DateTime now)
    {
        WaitsUntil = answerBy;
        Enter(RecordAction.Question, RecordState.Questioned, Guid.Empty, now);
    }

    /// <summary>The volunteer's own word; somebody else's has to be the second. A later one replaces it.</summary>
    public bool Propose(DateTime until, DateTime now)
    {
        if (State != RecordState.Questioned)
        {
            return false;
        }

        ProposedUntil = until;
        Enter(RecordAction.Propose, RecordState.Questioned, VolunteerId, now);
        return true;
    }

    /// <summary>The organiser did not answer: staff of the place are asked, for as long as it takes unless a last proof can count instead.</summary>
    public bool Escalate(DateTime? waitsUntil, DateTime now)
    {
        if (State != RecordState.Questioned || EscalatedAt is not null)
        {
            return false;
        }

        (EscalatedAt, WaitsUntil) = (now, waitsUntil);
        Enter(RecordAction.Escalate, RecordState.Questioned, Guid.Empty, now);
        return true;
    }
}
