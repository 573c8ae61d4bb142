using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Kernel.Desks;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Seats.Line;

/// <summary>
/// The desk where seats are given: never more than there are, never two to one person, first come first served. All who wait in this process are
/// settled together: hold their shifts and themselves, read what they have promised, decide in memory in the order they came, write once.
/// The rules stand in <see cref="SeatRules"/>; why it is fast and right: docs/algorithms/seats.md.
/// </summary>
internal sealed class SeatDesk(AppDbContext db, TermsBook terms, Entry entry, Calendars calendars, ActivitySettings settings, SeatNews news, TimeProvider clock)
{
    public static IServiceCollection AddTo(IServiceCollection services) => services
        .AddScoped<SeatDesk>()
        .AddDesk<SeatRequest, SeatAnswer>((scope, requests, ct) => scope.GetRequiredService<SeatDesk>().SettleAsync(requests, ct));

    public async Task<IReadOnlyList<SeatAnswer>> SettleAsync(IReadOnlyList<SeatRequest> requests, CancellationToken ct)
    {
        var now = clock.Now();
        await using var work = await db.BeginWorkAsync(ct);
        var (shifts, own, elsewhere) = await LookAsync(requests, now, ct);
        var known = await terms.ReadAsync(db, shifts.Values.DistinctBy(s => s.ActivityId).ToDictionary(s => s.ActivityId, s => (int?)s.Version), ct);
        var unmet = await UnmetAsync(requests, shifts, known, ct);

        var hall = new SeatRules(settings, now);
        var answers = new List<SeatAnswer>(requests.Count);
        var (taken, returning, held) = (new Taken(requests.Count), new Taken(0), new List<HeldSeat>());
        for (var i = 0; i < requests.Count; i++)
        {
            var answer = Decide(hall, requests[i], unmet[i], shifts, known, own, elsewhere[requests[i].VolunteerId]);
            answers.Add(answer.Answer);
            if (StatusOf(answer.Answer.Outcome) is { } status)
            {
                DateTime? until = status == SignupStatus.Offered ? HoldUntil(answer.Shift!, now) : null;
                (answer.HasRow ? returning : taken).Add(Came(requests[i], known), status, answer.Shift!, until);
                held.AddRange(until is null ? [] : [new HeldSeat(requests[i], known[requests[i].ActivityId].Title, answer.Shift!.StartsAt, until.Value)]);
            }
        }

        await WriteAsync(taken, returning, shifts, now, ct);
        await news.HeldByLeadersAsync(held, ct);
        await work.CommitAsync(ct);
        return answers;
    }

    private static (SeatAnswer Answer, ShiftSeats? Shift, bool HasRow) Decide(
        SeatRules hall, SeatRequest request, IReadOnlyList<Unmet>? unmet, Dictionary<(Guid, Guid), ShiftSeats> shifts, Dictionary<Guid, Terms> known, Dictionary<Guid, List<OwnSeat>> seats,
        IEnumerable<Promise> elsewhere)
    {
        if (unmet is null || !shifts.TryGetValue((request.ActivityId, request.ShiftId), out var shift))
        {
            return (new SeatAnswer(SeatOutcome.Missing), null, false);
        }

        if (!seats.TryGetValue(request.VolunteerId, out var own))
        {
            seats.Add(request.VolunteerId, own = []);
        }

        var term = known[request.ActivityId];
        var answer = hall.Decide(new SeatCase(request, shift, term, own, [.. elsewhere], unmet));
        var hasRow = false;
        if (StatusOf(answer.Outcome) is { } status)
        {
            hasRow = own.RemoveAll(p => p.ActivityId == shift.ActivityId && p.ShiftId == shift.Id) > 0;
            own.Add(new OwnSeat(request.VolunteerId, shift.ActivityId, shift.Id, status, shift.StartsAt, shift.EndsAt, term.ProjectId)); // For the next request of this batch.
        }

        return (answer, shift, hasRow);
    }

    private static SignupStatus? StatusOf(SeatOutcome outcome) => outcome switch
    {
        SeatOutcome.Accepted => SignupStatus.Accepted,
        SeatOutcome.Waiting => SignupStatus.Waiting,
        SeatOutcome.Pending => SignupStatus.Pending,
        SeatOutcome.Held => SignupStatus.Offered,
        SeatOutcome.AlreadyIn or SeatOutcome.AlreadyWaiting or SeatOutcome.Full or SeatOutcome.NotOpenYet or SeatOutcome.Closed or SeatOutcome.UnderReview or SeatOutcome.Paused
            or SeatOutcome.Clash or SeatOutcome.Excluded or SeatOutcome.NotEligible or SeatOutcome.TakenOff or SeatOutcome.Missing => null,
    };

    /// <summary>Who typed a code that is none came by themselves: the row says what really opened the door.</summary>
    private static SeatRequest Came(SeatRequest request, Dictionary<Guid, Terms> known) =>
        request.Way == SignupWay.Code && !known[request.ActivityId].IsCode(request.Code) ? request with { Way = SignupWay.Self } : request;

    private DateTime HoldUntil(ShiftSeats shift, DateTime now) => new[] { now.AddHours(settings.GroupHoldHours), shift.StartsAt }.Min();

    private async Task<(Dictionary<(Guid, Guid), ShiftSeats> Shifts, Dictionary<Guid, List<OwnSeat>> Own, ILookup<Guid, Promise> Elsewhere)> LookAsync(IReadOnlyList<SeatRequest> requests, DateTime now, CancellationToken ct)
    {
        var wanted = requests.Select(r => (r.ActivityId, r.ShiftId)).Distinct().ToArray();
        var volunteers = requests.Select(r => r.VolunteerId).Distinct().ToArray();
        await using var look = db.SqlCommand(LookSql.Of(db) + calendars.Statements(but: SeatPromises.Kind))
            .WithRows(db, "rows", ("activities", wanted.Select(w => w.ActivityId).ToArray()), ("shifts", wanted.Select(w => w.ShiftId).ToArray()))
            .WithList(db, "holds", volunteers.Select(Calendars.HoldOf).Order().ToArray())
            .WithList(db, "volunteers", volunteers)
            .With("since", now.AddDays(-settings.NoShowDays)).With("now", now);
        await using var rows = await look.ExecuteReaderAsync(ct);

        var shifts = new Dictionary<(Guid, Guid), ShiftSeats>(wanted.Length);
        while (await rows.ReadAsync(ct))
        {
            var shift = ShiftOf(rows);
            shifts.Add((shift.ActivityId, shift.Id), shift);
        }

        await rows.NextResultAsync(ct); // The holds.
        await rows.NextResultAsync(ct);
        var own = new Dictionary<Guid, List<OwnSeat>>();
        while (await rows.ReadAsync(ct))
        {
            var seat = SeatOf(rows);
            if (!own.TryGetValue(seat.VolunteerId, out var seats))
            {
                own.Add(seat.VolunteerId, seats = []);
            }

            seats.Add(seat);
        }

        await rows.NextResultAsync(ct);
        var elsewhere = await calendars.ReadAsync(rows, SeatPromises.Kind, ct).ToListAsync(ct);
        return (shifts, own, elsewhere.ToLookup(p => p.PersonId));
    }

    private static ShiftSeats ShiftOf(DbDataReader row) => new()
    {
        ActivityId = row.GetGuid(0),
        Id = row.GetGuid(1),
        StartsAt = Utc(row, 2),
        EndsAt = Utc(row, 3),
        IsOff = row.GetBoolean(4),
        Capacity = row.GetInt32(5),
        Taken = row.GetInt32(6),
        Waiting = row.GetInt32(7),
        LastPlace = row.GetInt32(8),
        Version = row.GetInt32(9),
        DivisionCode = row.GetInt64(10),
        TeamId = row.IsDBNull(11) ? null : row.GetGuid(11),
        ProjectId = row.IsDBNull(12) ? null : row.GetGuid(12),
    };

    private static OwnSeat SeatOf(DbDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetGuid(2), Enum.Parse<SignupStatus>(row.GetString(3)), Utc(row, 4), Utc(row, 5), row.IsDBNull(6) ? null : row.GetGuid(6));

    private static DateTime Utc(DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    /// <summary>What each request lacks; null for an activity its volunteer may not know of.</summary>
    private async Task<IReadOnlyList<Unmet>?[]> UnmetAsync(IReadOnlyList<SeatRequest> requests, Dictionary<(Guid, Guid), ShiftSeats> shifts, Dictionary<Guid, Terms> known, CancellationToken ct)
    {
        var unmet = new IReadOnlyList<Unmet>?[requests.Count];
        var here = Enumerable.Range(0, requests.Count)
            .Where(i => known.ContainsKey(requests[i].ActivityId) && shifts.ContainsKey((requests[i].ActivityId, requests[i].ShiftId)))
            .ToLookup(i => known[requests[i].ActivityId].AsksOnlyVolunteers);
        await AskAsync(here[true], asked => entry.CheckPlainAsync(asked, ct));
        await AskAsync(here[false], asked => entry.CheckAsync(asked, known, ct));
        return unmet;

        async Task AskAsync(IEnumerable<int> some, Func<IReadOnlyList<SeatRequest>, Task<IReadOnlyList<IReadOnlyList<Unmet>?>>> check)
        {
            var asking = some.ToList();
            foreach (var (i, lacks) in asking.Count == 0 ? [] : asking.Zip(await check(asking.ConvertAll(i => requests[i]))))
            {
                unmet[i] = lacks;
            }
        }
    }

    private async Task WriteAsync(Taken taken, Taken returning, Dictionary<(Guid, Guid), ShiftSeats> shifts, DateTime now, CancellationToken ct)
    {
        var changed = shifts.Values.Where(s => s.HasChanged).ToArray();
        if (changed.Length == 0)
        {
            return;
        }

        await using var take = db.SqlCommand(TakeSql.Of(db)).With("now", now).WithRows(db, "rows", taken.Columns).WithRows(
            db, "counts", ("count_activities", Column(changed, s => s.ActivityId)), ("count_shifts", Column(changed, s => s.Id)), ("count_taken", Column(changed, s => s.NewlyTaken)),
            ("count_waiting", Column(changed, s => s.NewlyWaiting)), ("count_places", Column(changed, s => s.LastPlace)));
        await take.ExecuteNonQueryAsync(ct);
        if (returning.Count > 0)
        {
            await using var back = db.SqlCommand(ReturnSql.Of(db)).With("now", now).WithRows(db, "rows", returning.Columns);
            await back.ExecuteNonQueryAsync(ct);
        }

        foreach (var shift in changed)
        {
            db.Announce(ActivityTopics.Of(shift.ActivityId));
        }
    }

    private static T[] Column<T>(ShiftSeats[] shifts, Func<ShiftSeats, T> value) => Array.ConvertAll(shifts, s => value(s));

    private static readonly SiblingText LookSql = new(typeof(SeatDesk), "Look");
    private static readonly SiblingText TakeSql = new(typeof(SeatDesk), "Take");
    private static readonly SiblingText ReturnSql = new(typeof(SeatDesk), "Return");
}
