using Weiguang.Activities.Domain;
using Weiguang.Kernel.Security;
using Weiguang.People;

namespace Weiguang.Activities.CheckIn;

/// <summary>Whose cards held readings were, as much as an organiser may know, and which of them the desk can still take.</summary>
internal sealed class HeldCards(AppDbContext db, KioskBook kiosks, PersonDirectory people)
{
    public async Task<IReadOnlyList<HeldItem>> TellAsync(Guid activityId, IReadOnlyList<HeldScan> rows, CancellationToken ct)
    {
        var own = (await kiosks.ListAsync(activityId, ct)).ToDictionary(k => k.Id);
        var holders = await HoldersAsync(own, rows, ct);
        var ids = holders.Values.Distinct().ToList();
        var (names, cards, seats) = (await people.FindAsync(ids, ct), await people.VolunteersAsync(ids, ct), await SeatsAsync(activityId, ids, ct));
        return [.. rows.Select(row =>
        {
            var id = holders.TryGetValue(row.Id, out var known) ? known : (Guid?)null;
            var seated = id is { } some ? seats[some].ToList() : [];
            var name = id is { } person ? names.GetValueOrDefault(person)?.Name ?? "" : "";
            var number = row.Number.Length > 0 ? row.Number : id is { } volunteer ? cards.GetValueOrDefault(volunteer)?.Number ?? "" : "";
            var isOwn = id is not null && (id == db.Viewer.PersonId || id == own.GetValueOrDefault(row.KioskId)?.ByPersonId);
            var (mayTake, message) = Judge(row, id, isOwn, seated);
            return new HeldItem(row.Id, seated.Count > 0 ? name : Mask.Name(name), number, row.End, row.At, row.DeviceAt, row.ReceivedAt, row.KioskId, row.Reason, message, mayTake);
        })];
    }

    /// <summary>What the desk would refuse again is not offered; the sentence says why, and what can be done.</summary>
    private static (bool MayTake, string Message) Judge(HeldScan row, Guid? id, bool isOwn, List<Seat> seats) => row switch
    {
        { At: null } => (false, HeldWords.Of(HeldReasons.WrongTime)),
        _ when id is null => (false, row.Number.Length > 0 ? HeldWords.NoSuchNumber : HeldWords.NobodyKnown),
        _ when isOwn || row.Reason == HeldReasons.Own => (false, HeldWords.Of(HeldReasons.Own)),
        _ when seats.Count == 0 => (false, HeldWords.Of(HeldReasons.UnknownNumber)),
        { End: ProofEnd.In } when !seats.Exists(s => s.OpensAt <= row.At && row.At < s.EndsAt) => (false, HeldWords.Of(seats.Exists(s => row.At < s.OpensAt) ? "not-yet" : "too-late")),
        { Reason: "not-in" or "reused" or "too-often" } => (false, HeldWords.Of(row.Reason)),
        { Reason: HeldReasons.Lost or HeldReasons.Closed or HeldReasons.Late } => (true, HeldWords.Of(row.Reason)),
        _ => (true, HeldWords.OnListNow),
    };

    /// <summary>By the list as it stands now, and failing that by the number on the card; short ends of numbers name nobody who is not on the list.</summary>
    private async Task<Dictionary<Guid, Guid>> HoldersAsync(Dictionary<Guid, Kiosk> own, IReadOnlyList<HeldScan> rows, CancellationToken ct)
    {
        var holders = rows.Where(r => r.VolunteerId is not null).ToDictionary(r => r.Id, r => r.VolunteerId!.Value);
        foreach (var ofKiosk in rows.Where(r => r.VolunteerId is null).GroupBy(r => r.KioskId).Where(g => own.ContainsKey(g.Key)))
        {
            var marks = await kiosks.MarksAsync(own[ofKiosk.Key], ct);
            foreach (var row in ofKiosk.Where(r => marks.ContainsKey(r.Mark)))
            {
                holders.Add(row.Id, marks[row.Mark].Id);
            }
        }

        var left = rows.Where(r => r.Number.Length > 0 && !holders.ContainsKey(r.Id)).ToList();
        var byNumber = await people.ByNumbersAsync(left.Select(r => r.Number), ct);
        foreach (var row in left.Where(r => byNumber.ContainsKey(r.Number)))
        {
            holders.Add(row.Id, byNumber[row.Number]);
        }

        return holders;
    }

    private async Task<ILookup<Guid, Seat>> SeatsAsync(Guid activityId, List<Guid> volunteers, CancellationToken ct)
    {
        var slack = await db.Set<Activity>().IgnoreQueryFilters().Where(a => a.Id == activityId).Select(a => a.SlackMinutes).SingleAsync(ct);
        var signups = await db.Set<Signup>().IgnoreQueryFilters().AsNoTracking()
            .Where(s => s.ActivityId == activityId && volunteers.Contains(s.VolunteerId)).Where(Standing.Expected)
            .Select(s => new { s.VolunteerId, s.ShiftId, s.StartsAt, s.EndsAt }).ToListAsync(ct);
        return signups.ToLookup(s => s.VolunteerId, s => new Seat(activityId, s.ShiftId, s.StartsAt, s.EndsAt, slack));
    }
}
