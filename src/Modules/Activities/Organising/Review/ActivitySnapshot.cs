using System.Text.Json;
using Weiguang.Activities.Domain;
using Weiguang.Eligibility;

namespace Weiguang.Activities.Organising.Review;

/// <summary>What an activity said at one step; kept as JSON in its story, so that a reviewer sees what changed since.</summary>
internal sealed partial record ActivitySnapshot
{
    public required string Title { get; init; }

    public required string Category { get; init; }

    public required string Description { get; init; }

    public required long DivisionCode { get; init; }

    public required string Place { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    public required Risk Risk { get; init; }

    public required string RiskNotice { get; init; }

    /// <summary>Null in what was kept before it stood here.</summary>
    public string? Bring { get; init; }

    public required string Cover { get; init; }

    public required string[] Guarantees { get; init; }

    public required string[] Beneficiaries { get; init; }

    public required Conditions Conditions { get; init; }

    public required RecruitScope Recruit { get; init; }

    public required bool Foreign { get; init; }

    public required DateTime OpensAt { get; init; }

    public required DateTime ClosesAt { get; init; }

    public required ShiftLine[] Shifts { get; init; }

    /// <summary>Null, as the fence and the ways, in what was kept before they stood here.</summary>
    public int? SlackMinutes { get; init; }

    public int? FenceMetres { get; init; }

    public CheckInWays? Ways { get; init; }

    /// <summary>Null, as what follows, in what was kept before it stood here.</summary>
    public Post[]? Posts { get; init; }

    public string Insurer { get; init; } = "";

    public string PolicyNumber { get; init; } = "";

    public DateTime? CoveredUntil { get; init; }

    public string Code { get; init; } = "";

    public int? WaitingLimit { get; init; }

    public int CancelHours { get; init; }

    public Guid? ProjectId { get; init; }

    /// <summary>Needs posts and shifts loaded.</summary>
    public static ActivitySnapshot Of(Activity a) => new()
    {
        Title = a.Title,
        Category = a.Category,
        Description = a.Description,
        DivisionCode = a.DivisionCode,
        Place = a.Place,
        Lat = a.Lat,
        Lon = a.Lon,
        Risk = a.Risk,
        RiskNotice = a.RiskNotice,
        Bring = a.Bring,
        Cover = a.Insurer.Length == 0 ? "" : $"{a.Insurer} {a.PolicyNumber} {a.CoveredUntil:yyyy-MM-dd}",
        Guarantees = a.Guarantees,
        Beneficiaries = a.Beneficiaries,
        Conditions = a.Conditions,
        Recruit = a.Recruit,
        Foreign = a.Foreign,
        OpensAt = a.OpensAt,
        ClosesAt = a.ClosesAt,
        SlackMinutes = a.SlackMinutes,
        FenceMetres = a.FenceMetres,
        Ways = a.Ways,
        Insurer = a.Insurer,
        PolicyNumber = a.PolicyNumber,
        CoveredUntil = a.CoveredUntil,
        Code = a.Code,
        WaitingLimit = a.WaitingLimit,
        CancelHours = a.CancelHours,
        ProjectId = a.ProjectId,
        Posts = [.. from p in a.Posts.Where(p => a.Shifts.Exists(s => s.PostId == p.Id && s.CancelledAt is null))
                    orderby p.Place
                    select new Post { ActivityId = p.ActivityId, Id = p.Id, Name = p.Name, Duties = p.Duties, Skill = p.Skill, Place = p.Place }], // As it was said: the post itself goes on changing.
        Shifts = [.. from s in a.Shifts.Where(s => s.CancelledAt is null)
                     let post = a.Posts.First(p => p.Id == s.PostId)
                     orderby s.StartsAt, post.Place, post.Id
                     select new ShiftLine(post.Name, s.StartsAt, s.EndsAt, s.BreakMinutes, s.Capacity) { Id = s.Id, PostId = post.Id }],
    };

    public static ActivitySnapshot? Read(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<ActivitySnapshot>(json, JsonSerializerOptions.Default);

    /// <summary>One meets somewhere else then.</summary>
    public bool IsElsewhere(ActivitySnapshot then) => (Place, DivisionCode, Lat, Lon) != (then.Place, then.DivisionCode, then.Lat, then.Lon);

    /// <summary>Says the same but for the days: two activities of one series that nobody changed alone.</summary>
    public bool SaysTheSame(ActivitySnapshot other) => Timeless(this) == Timeless(other);

    private static string Timeless(ActivitySnapshot s) => JsonSerializer.Serialize(s with
    {
        OpensAt = default,
        ClosesAt = default,
        Posts = null,
        Code = "",
        WaitingLimit = null,
        CancelHours = 0,
        ProjectId = null,
        Shifts = [.. s.Shifts.Select(x => x with { Id = default, PostId = default, StartsAt = default(DateTime) + x.StartsAt.TimeOfDay, EndsAt = default(DateTime) + x.EndsAt.TimeOfDay })],
    });
}

internal sealed record ShiftLine(string Post, DateTime StartsAt, DateTime EndsAt, int BreakMinutes, int Capacity)
{
    public Guid Id { get; init; }

    public Guid PostId { get; init; }

    public Shift Of(Guid activity) => new() { ActivityId = activity, Id = Id, PostId = PostId, StartsAt = StartsAt, EndsAt = EndsAt, BreakMinutes = BreakMinutes, Capacity = Capacity };
}
