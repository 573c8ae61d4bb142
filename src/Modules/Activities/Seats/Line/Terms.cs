using Microsoft.Extensions.Caching.Memory;
using Weiguang.Activities.Domain;
using Weiguang.Eligibility;
using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.Seats.Line;

/// <summary>What an activity says about taking part, as of one version of it.</summary>
internal sealed record Terms(Guid ActivityId, int Version, string Title, ActivityStatus Status, DateTime OpensAt, DateTime ClosesAt, Asked Asked)
{
    public required string Code { get; init; }

    public required int? WaitingLimit { get; init; }

    public required Guid? ProjectId { get; init; }

    public required Guid[] ExclusiveWith { get; init; }

    public required GeoPoint? Position { get; init; }

    /// <summary>Skill asked for by shift, where one is.</summary>
    public required IReadOnlyDictionary<Guid, string> Skills { get; init; }

    /// <summary>Whether this is the organiser's code.</summary>
    public bool IsCode(string code) => Code.Length > 0 && string.Equals(Code, code.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whoever was not asked may not even know of it.</summary>
    public required bool IsClosed { get; init; }

    public Asked AskedFor(Guid shiftId) => Skills.TryGetValue(shiftId, out var skill) ? Asked with { Skill = skill } : Asked;

    /// <summary>True when nothing about the volunteer has to be looked up but that they are one.</summary>
    public bool AsksOnlyVolunteers => Asked.OnlyVolunteers && Skills.Count == 0;

    public static Terms Of(Activity a) => new(
        a.Id, a.Version, a.Title, a.Status, a.OpensAt, a.ClosesAt, new Asked(a.Conditions, DoorOf(a.Recruit), a.TeamId, "", a.Risk == Risk.High, !a.LacksCover))
    {
        Code = a.Code,
        IsClosed = a.Recruit == RecruitScope.Closed,
        WaitingLimit = a.WaitingLimit,
        ProjectId = a.ProjectId,
        ExclusiveWith = a.ExclusiveWith,
        Position = a.Position,
        Skills = a.Shifts.Join(a.Posts.Where(p => p.Skill.Length > 0), s => s.PostId, p => p.Id, (s, p) => (s.Id, p.Skill)).ToDictionary(x => x.Id, x => x.Skill),
    };

    private static Door DoorOf(RecruitScope recruit) => recruit switch
    {
        RecruitScope.Public => Door.Open,
        RecruitScope.Team => Door.Team,
        RecruitScope.Code => Door.Code,
        RecruitScope.Closed or RecruitScope.Backfill => Door.Invitation,
    };
}

/// <summary>Terms are read once and remembered with their version; the desk compares it with the row it has locked, so a remembered one is never out of date.</summary>
internal sealed class TermsBook(IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <param name="versions">The current version of each activity; null takes what is remembered.</param>
    public async Task<Dictionary<Guid, Terms>> ReadAsync(AppDbContext db, IReadOnlyDictionary<Guid, int?> versions, CancellationToken ct)
    {
        var known = new Dictionary<Guid, Terms>(versions.Count);
        foreach (var (id, version) in versions)
        {
            if (cache.TryGetValue<Terms>(KeyOf(id), out var terms) && terms is not null && (version is null || terms.Version == version))
            {
                known.Add(id, terms);
            }
        }

        var missing = versions.Keys.Where(id => !known.ContainsKey(id)).ToArray();
        if (missing.Length > 0)
        {
            var read = await db.Set<Activity>().IgnoreQueryFilters().AsNoTracking().Include(a => a.Posts).Include(a => a.Shifts).AsSplitQuery().Where(a => missing.Contains(a.Id)).ToListAsync(ct);
            foreach (var terms in read.Select(Terms.Of))
            {
                known.Add(terms.ActivityId, terms);
                cache.Set(KeyOf(terms.ActivityId), terms, Remembered);
            }
        }

        return known;
    }

    private static string KeyOf(Guid id) => $"terms:{id}";
}
