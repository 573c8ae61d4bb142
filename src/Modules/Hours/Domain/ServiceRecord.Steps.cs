using System.Buffers.Binary;
using Weiguang.Ledger;

namespace Weiguang.Hours.Domain;

/// <summary>What happens to a service record. Each verb is false when the record does not stand so that it is possible.</summary>
internal sealed partial class ServiceRecord
{
    /// <summary>Fixes the end and what counts; where it goes next follows from the evidence.</summary>
    /// <param name="wordOf">Whose word it rests on, if on one.</param>
    public bool Count(Counted counted, RecordBasis basis, Guid by, DateTime now, Guid? wordOf = null)
    {
        if (StoryLength > 0 && State != RecordState.Questioned)
        {
            return false;
        }

        (UntilAt, OutProof, Minutes, Grade, Basis, WordOf, WaitsUntil) = (counted.Until, counted.OutProof, counted.Minutes, counted.Grade, basis, wordOf, null);
        Enter(RecordAction.Count, Minutes == 0 ? RecordState.Void : Grade is EvidenceGrade.C or EvidenceGrade.D ? RecordState.Unconfirmed : RecordState.Proven, by, now, counted.Outside > 0 ? $"{counted.Outside}" : "");
        return true;
    }

    /// <summary>Entered afterwards and approved: shown first.</summary>
    public void Announce(Counted counted, DateTime publicUntil, Guid by, DateTime now, string reason)
    {
        (UntilAt, Minutes, Grade, Basis, WaitsUntil) = (counted.Until, counted.Minutes, EvidenceGrade.D, RecordBasis.Backfill, publicUntil);
        Enter(RecordAction.Announce, RecordState.Publicity, by, now, reason);
    }

    /// <summary>Minutes that people have said, and a referee approved: shown first, and so long what counts already goes on counting.</summary>
    public void Say(int minutes, DateTime publicUntil, Guid by, DateTime now, string reason)
    {
        WaitsUntil = publicUntil;
        if (State is RecordState.Proven or RecordState.Posted)
        {
            SaidMinutes = minutes;
            Enter(RecordAction.Announce, State, by, now, reason, (minutes, EvidenceGrade.D));
            return;
        }

        (Minutes, Grade, Basis, UntilAt) = (minutes, EvidenceGrade.D, RecordBasis.Correction, UntilAt ?? FromAt);
        Enter(RecordAction.Announce, RecordState.Publicity, by, now, reason);
    }

    /// <summary>
    /// Says that it was so; who may, and whether that is enough, follows from its <see cref="Backing"/>. Minutes that nothing measured are the volunteer's to confirm (of whoever belongs to the body somebody's from outside as well), and then they are shown first.
    /// While somebody doubts it, it waits for what is found.
    /// </summary>
    /// <param name="isEnough">False when somebody else has to say it as well.</param>
    /// <param name="publicUntil">Until when it is shown, where it is grade D.</param>
    public bool Confirm(Guid by, DateTime now, bool isEnough = true, DateTime? publicUntil = null)
    {
        if (State != RecordState.Unconfirmed || by == WordOf || OpenObjections > 0 || (Grade == EvidenceGrade.D && ((by != VolunteerId && !IsOfBody && !IsLate && !IsUnseen) || publicUntil is null)))
        {
            return false;
        }

        (WaitsUntil, var next) = Grade == EvidenceGrade.D ? (isEnough ? publicUntil : null, RecordState.Publicity) : (null, RecordState.Proven);
        Enter(RecordAction.Confirm, isEnough ? next : RecordState.Unconfirmed, by, now);
        return true;
    }

    /// <summary>Somebody from outside has to ask after them.</summary>
    public ServiceRecord AskAfter()
    {
        IsUnseen = true;
        return this;
    }

    /// <summary>Somebody has, of another record of theirs: this one waits for that no longer.</summary>
    public void Know() => (IsUnseen, Version) = (false, Version + 1);

    public bool EndPublicity(DateTime now)
    {
        if (State != RecordState.Publicity || WaitsUntil > now || OpenObjections > 0 || HeldAt is not null)
        {
            return false;
        }

        WaitsUntil = null;
        Enter(RecordAction.EndPublicity, RecordState.Proven, Guid.Empty, now);
        return true;
    }

    /// <summary>On its way into the ledger less is left of it than was proven: it counts already elsewhere, or the day is full.</summary>
    public void Lower(RecordAction why, int minutes, DateTime now, string reason)
    {
        Minutes = minutes;
        (OpenObjections, PostingId) = minutes == 0 ? (0, null) : (OpenObjections, PostingId); // The caller answers the doubts.
        (SaidMinutes, WaitsUntil) = minutes == 0 ? (null, null) : (SaidMinutes, WaitsUntil);
        Enter(why, minutes == 0 ? RecordState.Void : RecordState.Proven, Guid.Empty, now, reason);
    }

    /// <summary>The ledger has it.</summary>
    public void Post(DateTime now) => Enter(RecordAction.Post, RecordState.Posted, Guid.Empty, now);

    /// <summary>Takes back what counted. What stands in the ledger is reversed by the caller in the same transaction.</summary>
    public bool Revoke(Guid by, DateTime now, string reason)
    {
        if (State == RecordState.Void)
        {
            return false;
        }

        (WaitsUntil, SaidMinutes, HeldAt, OpenObjections, PostingId) = (null, null, null, 0, null);
        Enter(RecordAction.Revoke, RecordState.Void, by, now, reason);
        return true;
    }

    /// <summary>What was said beyond what was proven was not so: it is not shown any more, and what was proven goes on counting. False when nothing is said beyond it.</summary>
    public bool Unsay(Guid by, DateTime now, string reason)
    {
        if (SaidMinutes is null || State is not (RecordState.Proven or RecordState.Posted))
        {
            return false;
        }

        (SaidMinutes, WaitsUntil, OpenObjections) = (null, null, OpenObjections - (OpenObjections > 0 ? 1 : 0));
        Enter(RecordAction.Unsay, State, by, now, reason);
        return true;
    }

    /// <summary>Other minutes instead; the old posting is reversed by the caller. More minutes than were proven are said: it is grade D, whatever the rest of it was.</summary>
    public void Correct(int minutes, Guid by, DateTime now, string reason)
    {
        Grade = minutes > Counts ? EvidenceGrade.D : Grade;
        (Minutes, Basis, UntilAt, WaitsUntil, SaidMinutes, PostingId) = (minutes, RecordBasis.Correction, UntilAt ?? FromAt, null, null, null);
        (OpenObjections, HeldAt) = minutes == 0 ? (0, null) : (OpenObjections, HeldAt); // The caller answers the doubts; of nothing nothing is held.
        Enter(RecordAction.Correct, minutes == 0 ? RecordState.Void : RecordState.Proven, by, now, reason);
    }

    /// <summary>A reading that came late takes minutes off, as a later one may again. What waits for somebody's word goes on waiting, and the word is about what is left; an old posting is reversed by the caller.</summary>
    public void Shorten(Counted counted, DateTime now, string reason)
    {
        (UntilAt, OutProof, Minutes, PostingId) = (counted.Until, counted.OutProof, counted.Minutes, null);
        (OpenObjections, HeldAt) = Minutes == 0 ? (0, null) : (OpenObjections, HeldAt); // The caller answers the doubts.
        Enter(RecordAction.Correct, Minutes == 0 ? RecordState.Void : State == RecordState.Unconfirmed ? State : RecordState.Proven, Guid.Empty, now, reason);
    }

    public void Evaluate(int stars, string words, Guid by, DateTime now)
    {
        (Stars, Words, EvaluatedBy, EvaluatedAt) = (stars, words, by, now);
        Enter(RecordAction.Evaluate, State, by, now, words);
    }

    public void Doubt(DateTime now)
    {
        OpenObjections++;
        Enter(RecordAction.Doubt, State, Guid.Empty, now);
    }

    public void Dismiss(Guid by, DateTime now, string reason)
    {
        OpenObjections -= OpenObjections > 0 ? 1 : 0;
        Enter(RecordAction.Dismiss, State, by, now, reason);
    }

    /// <summary>Keeps it out of the ledger for now, or where it is in already from being used; false when it is held already, or counts nothing.</summary>
    public bool Hold(Guid by, DateTime now)
    {
        if (State == RecordState.Void || HeldAt is not null)
        {
            return false;
        }

        HeldAt = now;
        Enter(RecordAction.Hold, State, by, now);
        return true;
    }

    public bool Release(Guid by, DateTime now)
    {
        if (HeldAt is null)
        {
            return false;
        }

        HeldAt = null;
        Enter(RecordAction.Release, State, by, now);
        return true;
    }

    /// <summary>Follows from the record and the step that proves it, so that whoever proves it at the same moment means the same posting.</summary>
    private Guid NextPosting()
    {
        Span<byte> named = stackalloc byte[20];
        Id.TryWriteBytes(named, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(named[16..], StoryLength + 1);
        return NamedGuid.Of(named);
    }

    private void Enter(RecordAction action, RecordState to, Guid by, DateTime now, string reason = "", (int Minutes, EvidenceGrade Grade)? said = null)
    {
        PostingId = to == RecordState.Proven ? PostingId ?? NextPosting() : PostingId;
        StateAt = to == State && StoryLength > 0 ? StateAt : now;
        State = to;
        StoryLength++;
        Version++;
        Story.Add(new RecordEvent
        {
            SourceId = SourceId,
            RecordId = Id,
            Sequence = StoryLength,
            Action = action,
            To = to,
            Minutes = said?.Minutes ?? Minutes,
            Grade = said?.Grade ?? Grade,
            ActorId = by,
            At = now,
            Reason = reason,
            PostingId = PostingId,
        });
    }
}
