using Weiguang.Activities.Domain;
using Weiguang.Activities.Organising.Review;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Time;
using Weiguang.Regions;

namespace Weiguang.Activities.Finding;

/// <summary>Finds activities that are not over: by time; by relevance, then time, when words are asked for; by distance when a position is.</summary>
internal sealed class ActivityFinder(AppDbContext db, ApprovedText approved, TimeProvider clock)
{
    public const int PageSize = 20;
    public const double FarthestMetres = 50_000;
    private const int MostNear = 5_000;
    private const int MostCounted = 5_000;
    private const double MetresPerDegree = 111_195; // Of latitude, mean radius.

    public async Task<Page<FoundActivity>> ListAsync(ActivityFilter filter, int take, CancellationToken ct)
    {
        var now = clock.Now();
        if (filter.Near is { } point)
        {
            return await NearAsync(filter, point, now, take, ct);
        }

        var (found, waiting) = (Matches(filter, now), await WaitingAsync(filter, now, ct));
        if (ReadCursor(filter.Cursor) is var (relevance, after))
        {
            waiting = waiting.FindAll(a => (a.Relevance, a.StartsAt, a.Id).CompareTo((relevance, after.At, after.Id)) > 0);
            found = found.Where(f => f.Relevance > relevance
                || (f.Relevance == relevance && (f.Activity.StartsAt > after.At || (f.Activity.StartsAt == after.At && f.Activity.Id > after.Id))));
        }

        // Without words all are equally relevant, and the database need not be asked to sort by that: time alone is an index.
        var sorted = Bigrams.Phrases(filter.Text).Count == 0 ? found.OrderBy(f => f.Activity.StartsAt) : found.OrderBy(f => f.Relevance).ThenBy(f => f.Activity.StartsAt);
        var rows = await Lines(sorted.ThenBy(f => f.Activity.Id).Take(take + 1), now).ToListAsync(ct);
        return Pages.Cut([.. rows.Concat(waiting).OrderBy(a => a.Relevance).ThenBy(a => a.StartsAt).ThenBy(a => a.Id).Take(take + 1)], take, a => $"{a.Relevance}{Cursor.Of(a.StartsAt, a.Id)}");
    }

    /// <summary>Those with a position, soonest or nearest first: what a map shows.</summary>
    public async Task<IReadOnlyList<FoundActivity>> OnMapAsync(ActivityFilter filter, int take, CancellationToken ct)
    {
        var page = await ListAsync(filter with { Cursor = null }, take, ct);
        return [.. page.Items.Where(a => a.Position is not null)];
    }

    /// <summary>How many of them have a shift on each day of a span in China; days without are left out, and where there are more than anybody counts the last days are −1: some.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, int>> DaysAsync(ActivityFilter filter, DateOnly first, DateOnly last, CancellationToken ct)
    {
        var now = clock.Now();
        var (from, to) = (first.ToDateTime(TimeOnly.MinValue).FromShanghai(), last.EndInShanghai());
        var found = await Matches(filter with { Day = first, Until = last, Cursor = null }, now).SelectMany(f => f.Activity.Shifts.Where(s => s.CancelledAt == null && s.EndsAt > now && s.StartsAt >= from && s.StartsAt < to).Select(s => new { s.ActivityId, s.StartsAt }))
            .OrderBy(s => s.StartsAt).Take(MostCounted).ToListAsync(ct);
        var counts = found.Select(s => (s.ActivityId, Day: s.StartsAt.DayInShanghai())).Distinct().GroupBy(s => s.Day).ToDictionary(g => g.Key, g => g.Count());
        for (var day = found.Count < MostCounted ? last.AddDays(1) : found[^1].StartsAt.DayInShanghai(); day <= last; day = day.AddDays(1))
        {
            counts[day] = -1;
        }

        return counts;
    }

    private async Task<Page<FoundActivity>> NearAsync(ActivityFilter filter, GeoPoint point, DateTime now, int take, CancellationToken ct)
    {
        var farthest = Math.Clamp(filter.Within ?? FarthestMetres, 0, FarthestMetres);
        var lat = farthest / MetresPerDegree;
        var lon = lat / Math.Max(0.01, Math.Cos(double.DegreesToRadians(Math.Abs(point.Lat) + lat)));
        var (south, north, west, east) = (point.Lat - lat, point.Lat + lat, point.Lon - lon, point.Lon + lon);
        var spots = await Matches(filter, now).Where(f => f.Activity.Lat >= south && f.Activity.Lat <= north && f.Activity.Lon >= west && f.Activity.Lon <= east)
            .OrderBy(f => f.Activity.StartsAt).Take(MostNear).Select(f => new { f.Activity.Id, f.Activity.StartsAt, Lat = f.Activity.Lat!.Value, Lon = f.Activity.Lon!.Value }).ToListAsync(ct);
        var waiting = (await WaitingAsync(filter, now, ct)).Where(a => a.Position is not null).ToDictionary(a => a.Id);

        // The cursor of a list by distance carries whole metres, and of one place how soon, where others carry a time.
        var after = ReadCursor(filter.Cursor)?.After;
        var near = spots.Select(s => (s.Id, s.StartsAt, At: new GeoPoint(s.Lat, s.Lon))).Concat(waiting.Values.Select(a => (a.Id, a.StartsAt, At: a.Position!.Value)))
            .Select(s => (s.Id, s.StartsAt, Metres: Math.Round(point.MetresTo(s.At)))).Where(s => s.Metres <= farthest).Select(s => (s.Id, s.Metres, Key: KeyOf(s.Metres, s.StartsAt)))
            .Where(s => after is not { } a || s.Key > a.At.Ticks || (s.Key == a.At.Ticks && s.Id.CompareTo(a.Id) > 0))
            .OrderBy(s => s.Key).ThenBy(s => s.Id).Take(take + 1).ToList();
        var ids = near.ConvertAll(n => n.Id).FindAll(id => !waiting.ContainsKey(id));
        var rows = (await Lines(db.Set<Activity>().Where(a => ids.Contains(a.Id)).Select(a => new Match { Activity = a, Relevance = 0 }), now).ToListAsync(ct)).Concat(near.Where(n => waiting.ContainsKey(n.Id)).Select(n => waiting[n.Id])).ToDictionary(a => a.Id);
        return Pages.Cut([.. near.Where(n => rows.ContainsKey(n.Id)).Select(n => rows[n.Id] with { Metres = n.Metres })], take, a => $"0{Cursor.Of(new DateTime(KeyOf(a.Metres!.Value, a.StartsAt), DateTimeKind.Utc), a.Id)}");
    }

    /// <summary>Nearer first, of one place sooner first: metres, then minutes.</summary>
    private static long KeyOf(double metres, DateTime startsAt) => ((long)metres << 30) + (startsAt.Ticks / TimeSpan.TicksPerMinute & ((1 << 30) - 1));

    private IQueryable<Match> Matches(ActivityFilter filter, DateTime now)
    {
        var (from, to) = DivisionCodes.Range(filter.Division);
        var open = db.Set<Activity>().AsNoTracking().Where(a => a.Status == ActivityStatus.Published || a.Status == ActivityStatus.Paused);
        open = filter.Division == 0 ? open : open.Where(a => a.DivisionCode >= from && a.DivisionCode < to);
        open = string.IsNullOrEmpty(filter.Category) ? open : open.Where(a => a.Category == filter.Category);
        return Among(open, filter, now);
    }

    /// <summary>Those whose change waits for a yes, or did not get it: few, and found by what was approved, which does not stand in their rows.</summary>
    private async Task<List<FoundActivity>> WaitingAsync(ActivityFilter filter, DateTime now, CancellationToken ct)
    {
        if (filter.Open)
        {
            return []; // Nobody signs up now.
        }

        var changed = db.Set<Activity>().AsNoTracking().Where(a => a.PublishedAt != null && (a.Status == ActivityStatus.Draft || a.Status == ActivityStatus.PendingReview));
        var rows = await Lines(Among(changed, filter, now), now).ToListAsync(ct);
        if (rows.Count == 0)
        {
            return [];
        }

        var said = await approved.ReadAsync(rows.ConvertAll(a => a.Id), ct);
        var (first, end) = DivisionCodes.Range(filter.Division);
        return [.. from row in rows
                   let a = said[row.Id]
                   where !a.IsClosed && (string.IsNullOrEmpty(filter.Category) || a.Category == filter.Category) && (filter.Division == 0 || (a.DivisionCode >= first && a.DivisionCode < end))
                   select row with { Title = a.Title, Category = a.Category, DivisionCode = a.DivisionCode, Place = a.Place, Lat = a.Lat, Lon = a.Lon, Recruit = a.Recruit, Free = 0 }];
    }

    private IQueryable<Match> Among(IQueryable<Activity> open, ActivityFilter filter, DateTime now)
    {
        open = open.Where(a => a.Recruit != RecruitScope.Backfill && a.EndsAt > now);
        if (filter.Day is { } day)
        {
            var (dawn, dusk) = (day.ToDateTime(TimeOnly.MinValue).FromShanghai(), (filter.Until ?? day).EndInShanghai());
            open = open.Where(a => a.Shifts.Any(s => s.CancelledAt == null && s.StartsAt >= dawn && s.StartsAt < dusk));
        }

        open = filter.Open ? open.Where(a => a.Shifts.Any(s => s.CancelledAt == null && s.StartsAt > now && s.Taken < s.Capacity)) : open;
        if (filter.Free is not 0 and var free)
        {
            var taken = ~free;
            open = open.Where(a => db.Set<ListedShift>().Any(s => s.ActivityId == a.Id && s.StartsAt > now && (s.Slots & taken) == 0));
        }

        var phrases = Bigrams.Phrases(filter.Text);
        return phrases.Count == 0
            ? open.Select(a => new Match { Activity = a, Relevance = 0 })
            : open.Join(Hits(phrases), a => a.Id, h => h.ActivityId, (a, h) => new Match { Activity = a, Relevance = h.Relevance });
    }

    /// <summary>Which listings hold all phrases. Each database asks in its own way: SQLite by a full-text expression, PostgreSQL by pieces and, for longer words, their order.</summary>
    private IQueryable<Hit> Hits(IReadOnlyList<string[]> phrases) => db.Database.SqlQueryRaw<Hit>(
        db.ReadSql(typeof(ActivityFinder), "Find"),
        string.Join(' ', phrases.SelectMany(p => p).Distinct()),
        string.Join('|', phrases.Select(p => $"% {string.Join(' ', p)} %")),
        string.Join(" AND ", phrases.Select(p => $"\"{string.Join(' ', p)}\"")));

    private static IQueryable<FoundActivity> Lines(IQueryable<Match> found, DateTime now) => found.Select(f => new FoundActivity(
        f.Activity.Id, f.Activity.Title, f.Activity.Category, f.Activity.DivisionCode, f.Activity.Place, f.Activity.Lat, f.Activity.Lon, f.Activity.Organiser, f.Activity.Recruit, f.Activity.Status,
        f.Activity.OpensAt, f.Activity.ClosesAt, f.Activity.StartsAt, f.Activity.EndsAt,
        f.Activity.Shifts.Where(s => s.CancelledAt == null && s.StartsAt > now && s.Taken < s.Capacity).Sum(s => s.Capacity - s.Taken)) { Relevance = f.Relevance, Going = f.Activity.Shifts.Where(s => s.CancelledAt == null && s.EndsAt > now).Sum(s => s.Taken) });

    private static (int Relevance, (DateTime At, Guid Id) After)? ReadCursor(string? cursor) =>
        string.IsNullOrEmpty(cursor) ? null : cursor[0] is '0' or '1' && Cursor.Read(cursor[1..]) is { } after ? (cursor[0] - '0', after) : throw Cursor.Unknown();

    private sealed class Match
    {
        public required Activity Activity { get; init; }

        public required int Relevance { get; init; }
    }

    private sealed record Hit(Guid ActivityId, int Relevance);
}
