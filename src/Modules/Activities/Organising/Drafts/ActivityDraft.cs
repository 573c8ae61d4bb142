using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Geo;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Text;

namespace Weiguang.Activities.Organising.Drafts;

/// <summary>An activity as an organiser asks for it, by form, over the API or as a series' template. Nothing is checked yet.</summary>
public sealed record ActivityDraft
{
    /// <summary>The organising team; null when a station organises itself. Neither changes after the first save.</summary>
    public Guid? TeamId { get; init; }

    public Guid? StationId { get; init; }

    public Guid? ProjectId { get; init; }

    [MaxLength(60)]
    public string? Title { get; init; }

    /// <summary>Markdown.</summary>
    [MaxLength(8000)]
    public string? Description { get; init; }

    /// <summary>A code of the national service categories.</summary>
    [MaxLength(LengthDoor.Word)]
    public string? Category { get; init; }

    public long? DivisionCode { get; init; }

    [MaxLength(100)]
    public string? Place { get; init; }

    public double? Lat { get; init; }

    public double? Lon { get; init; }

    /// <summary>wgs84 (also when missing) or gcj02.</summary>
    [MaxLength(LengthDoor.Word)]
    public string? Datum { get; init; }

    /// <summary>Whom those call who are signed up, and on which number; both empty for whoever is in charge.</summary>
    [MaxLength(PersonName.Longest)]
    public string? ContactName { get; init; }

    [MaxLength(30)]
    public string? ContactPhone { get; init; }

    /// <summary>What one brings along.</summary>
    [MaxLength(100)]
    public string? Bring { get; init; }

    public Risk Risk { get; init; }

    [MaxLength(1000)]
    public string? RiskNotice { get; init; }

    [MaxLength(60)]
    public string? Insurer { get; init; }

    [MaxLength(60)]
    public string? PolicyNumber { get; init; }

    /// <summary>Last day of the cover, in China.</summary>
    public DateOnly? CoveredUntil { get; init; }

    [MaxLength(50), EachMaxLength(LengthDoor.Word)]
    public string[]? Guarantees { get; init; }

    [MaxLength(50), EachMaxLength(LengthDoor.Word)]
    public string[]? Beneficiaries { get; init; }

    public DateTimeOffset? OpensAt { get; init; }

    public DateTimeOffset? ClosesAt { get; init; }

    public RecruitScope Recruit { get; init; }

    [MaxLength(12)]
    public string? Code { get; init; }

    public int? MinAge { get; init; }

    public int? MaxAge { get; init; }

    public int MinStar { get; init; }

    public int MinHours { get; init; }

    [MaxLength(50), EachMaxLength(LengthDoor.Word)]
    public string[]? Skills { get; init; }

    [MaxLength(50), EachMaxLength(LengthDoor.Word)]
    public string[]? Categories { get; init; }

    public long? Within { get; init; }

    /// <summary>Somebody asks for a written agreement; where the law does, it is there anyway.</summary>
    public bool Agreement { get; init; }

    /// <summary>People from abroad take part.</summary>
    public bool Foreign { get; init; }

    public int? WaitingLimit { get; init; }

    public int CancelHours { get; init; } = 12;

    public int FenceMetres { get; init; } = 300;

    public int SlackMinutes { get; init; } = 30;

    [MaxLength(10)]
    public CheckInWays[]? Ways { get; init; }

    [MaxLength(ShiftCheck.MostPosts)]
    public PostDraft[]? Posts { get; init; }

    /// <summary>RRULE text when the activity is to come back; see <see cref="Recurrence"/>.</summary>
    [MaxLength(200)]
    public string? Repeat { get; init; }

    /// <summary>Null without; not valid when only half of it was given or the datum is unknown.</summary>
    [JsonIgnore]
    public GeoPoint? Position => (Lat, Lon) switch
    {
        (null, null) => null,
        ({ } lat, { } lon) when Datums.Parse(Datum) is { } datum => datum.Read(lat, lon),
        _ => new GeoPoint(double.NaN, double.NaN),
    };

    [JsonIgnore]
    public IEnumerable<ShiftDraft> Shifts => (Posts ?? []).SelectMany(p => p.Shifts ?? []);
}

public sealed record PostDraft
{
    public Guid? Id { get; init; }

    [MaxLength(30)]
    public string? Name { get; init; }

    [MaxLength(300)]
    public string? Duties { get; init; }

    /// <summary>Skill code one needs for it.</summary>
    [MaxLength(LengthDoor.Word)]
    public string? Skill { get; init; }

    [MaxLength(ShiftCheck.MostShifts)]
    public ShiftDraft[]? Shifts { get; init; }
}

public sealed record ShiftDraft
{
    public Guid? Id { get; init; }

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public int BreakMinutes { get; init; }

    public int Capacity { get; init; }
}
