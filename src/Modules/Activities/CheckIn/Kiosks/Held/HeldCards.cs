using Weiguang.Activities.CheckIn.Line;
using Weiguang.Activities.Domain;
using Weiguang.Hours;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn.Kiosks.Held;

/// <summary>Whose cards held readings were, as much as an organiser may know, and which of them the desk can still take.</summary>
internal sealed class HeldCards(AppDbContext db, KioskBook kiosks, PersonDirectory people)
{
    public async Task<IReadOnlyList<(HeldItem Item, Guid? Holder)>> TellAsync(Guid activityId, IReadOnlyList<HeldScan> rows, CancellationToken ct)
    {
        var own = (await kiosks.ListAsync(activityId, ct)).ToDictionary(k => k.Id);
        var holders = await HoldersAsync(activityId, rows, ct);
        var ids = holders.Values.Distinct().ToList();
        var (names, cards, seats) = (await people.FindAsync(ids, ct), await people.VolunteersAsync(ids, ct), await SeatsAsync(activityId, ids, ct));
        return [.. rows.Select(row =>
        {
            var id = holders.TryGetValue(row.Id, out var known) ? known : (Guid?)null;
            var seated = id is { } some ? seats[some].ToList() : [];
            var name = id is { } person ? names.GetValueOrDefault(person)?.Name ?? "" : "";
            var number = row.Number.Length > 0 ? row.Number : id is { } volunteer ? cards.GetValueOrDefault(volunteer)?.Number ?? "" : "";
            var isOwn = id is not null && (id == db.Viewer.PersonId || id == own.GetValueOrDefault(row.KioskId)?.ByPersonId);
            var (mayTake, reason, message) = Judge(row, id, isOwn, seated);
            return (new HeldItem(row.Id, seated.Count > 0 ? name : Mask.Name(name), number, row.End, row.At, row.DeviceAt, row.ReceivedAt, row.KioskId, reason, message, mayTake), id);
        })];
    }

    /// <summary>What the desk would refuse again is not offered; the sentence says why, and what can be done.</summary>
    private static (bool MayTake, string Reason, string Message) Judge(HeldScan row, Guid? id, bool isOwn, List<Seat> seats) => row switch
    {
        { At: null } => No(HeldReasons.WrongTime),
        _ when id is null => (false, HeldReasons.UnknownNumber, HeldWords.Nobody(row.Number)),
        _ when isOwn || row.Reason == HeldReasons.Own => No(HeldReasons.Own),
        _ when seats.Count == 0 => No(KioskIntake.Word(ProofOutcome.NotSignedUp)),
        { End: ProofEnd.In, At: { } at } when !seats.Exists(s => s.At(at).IsOpenAt(at)) =>
            No(KioskIntake.Word(seats.Exists(s => at < s.At(at).OpensAt) ? ProofOutcome.NotYet : ProofOutcome.TooLate)),
        _ when KioskIntake.OutcomeOf(row.Reason) is ProofOutcome.NotIn or ProofOutcome.Reused or ProofOutcome.TooOften => No(row.Reason),
        { Reason: HeldReasons.Lost or HeldReasons.Closed or HeldReasons.Late } => (true, row.Reason, HeldWords.Of(row.Reason)),
        _ => (true, row.Reason, HeldWords.OnListNow),
    };

    private static (bool MayTake, string Reason, string Message) No(string reason) => (false, reason, HeldWords.Of(reason));

    /// <summary>By the list as it stands now, and failing that by the number on the card. The end of a number that was nobody's when it was typed names nobody later: it may be somebody else's.</summary>
    private async Task<Dictionary<Guid, Guid>> HoldersAsync(Guid activityId, IReadOnlyList<HeldScan> rows, CancellationToken ct)
    {
        var holders = rows.Where(r => r.VolunteerId is not null).ToDictionary(r => r.Id, r => r.VolunteerId!.Value);
        var unnamed = rows.Where(r => r.VolunteerId is null).ToList();
        var marks = await kiosks.MarksAsync(activityId, [.. unnamed.Select(r => r.KioskId).Distinct()], ends: false, ct);
        var byNumber = await people.ByNumbersAsync(unnamed.Where(r => r.Number.Length > 0).Select(r => r.Number), ct);
        foreach (var row in unnamed)
        {
            if (marks.GetValueOrDefault((row.KioskId, row.Mark))?.Id is { } onList)
            {
                holders.Add(row.Id, onList);
            }
            else if (byNumber.TryGetValue(row.Number, out var byCard))
            {
                holders.Add(row.Id, byCard);
            }
        }

        return holders;
    }

    private async Task<ILookup<Guid, Seat>> SeatsAsync(Guid activityId, List<Guid> volunteers, CancellationToken ct)
    {
        var slack = await db.Set<Activity>().IgnoreQueryFilters().Where(a => a.Id == activityId).Select(a => a.SlackMinutes).SingleAsync(ct);
        var signups = await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking()
            .Where(s => s.ActivityId == activityId && volunteers.Contains(s.VolunteerId)).Where(SignupKinds.Expected)
            .Select(s => new { s.VolunteerId, s.ShiftId, s.StartsAt, s.EndsAt }).ToListAsync(ct);
        var agreed = (await db.Set<ShiftTerm>().IgnoreQueryFilters().AsNoTracking().Where(t => t.ActivityId == activityId).OrderBy(t => t.Sequence).ToListAsync(ct))
            .ToLookup(t => t.ShiftId, t => new DoorTerm(t.Since, t.StartsAt, t.EndsAt, t.SlackMinutes));
        return signups.ToLookup(s => s.VolunteerId, s => new Seat(activityId, s.ShiftId, s.StartsAt, s.EndsAt, slack) { Agreed = [.. agreed[s.ShiftId]] });
    }
}
