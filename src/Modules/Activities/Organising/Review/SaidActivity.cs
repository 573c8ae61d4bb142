using System.Linq.Expressions;
using Weiguang.Activities.Domain;
using Weiguang.Kernel.Geo;

namespace Weiguang.Activities.Organising.Review;

/// <summary>What others than its organisers read of an activity where they do not read all of it: as it was last out (<see cref="ApprovedText.ReadAsync"/>).</summary>
internal sealed record SaidActivity
{
    /// <summary>As the row says it.</summary>
    public static readonly Expression<Func<Activity, SaidActivity>> AsItIs = a => new SaidActivity
    {
        Id = a.Id,
        Title = a.Title,
        Category = a.Category,
        DivisionCode = a.DivisionCode,
        Place = a.Place,
        Bring = a.Bring,
        Lat = a.Lat,
        Lon = a.Lon,
        Recruit = a.Recruit,
        CancelHours = a.CancelHours,
        SlackMinutes = a.SlackMinutes,
        FenceMetres = a.FenceMetres,
        Ways = a.Ways,
        TeamId = a.TeamId,
        LeadId = a.LeadId,
        Organiser = a.Organiser,
        Status = a.Status,
        StatusAt = a.StatusAt,
        PublishedAt = a.PublishedAt,
        Version = a.Version,
        Posts = a.Posts.Select(p => new SaidPost(p.Id, p.Name, p.Duties)).ToList(),
    };

    private static readonly Func<Activity, SaidActivity> Read = AsItIs.Compile();

    public required Guid Id { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public required long DivisionCode { get; init; }

    public required string Place { get; init; }

    /// <summary>What one brings along.</summary>
    public required string Bring { get; init; }

    public required double? Lat { get; init; }

    public required double? Lon { get; init; }

    public required RecruitScope Recruit { get; init; }

    public required int CancelHours { get; init; }

    public required int SlackMinutes { get; init; }

    public required int FenceMetres { get; init; }

    public required CheckInWays Ways { get; init; }

    public required Guid? TeamId { get; init; }

    public required Guid LeadId { get; init; }

    public required string Organiser { get; init; }

    public required ActivityStatus Status { get; init; }

    public required DateTime StatusAt { get; init; }

    public required DateTime? PublishedAt { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<SaidPost> Posts { get; init; }

    public bool IsUnapproved => Activity.IsUnapprovedAs(Status, PublishedAt);

    public bool IsClosed => Recruit == RecruitScope.Closed;

    public GeoPoint? Position => Lat is { } lat && Lon is { } lon ? new GeoPoint(lat, lon) : null;

    /// <summary>Where one meets, in words.</summary>
    /// <param name="names">Of its division, at least.</param>
    public string PlaceIn(IReadOnlyDictionary<long, string> names) => $"{names.GetValueOrDefault(DivisionCode)} {Place}".Trim();

    /// <summary>Of an activity that is out; needs its posts loaded.</summary>
    public static SaidActivity Of(Activity a) => Read(a);

    public SaidPost Post(Guid id) => Posts.First(p => p.Id == id);

    /// <summary>The same in the words of then. Posts that were not there then say what they say now: nobody has a seat in them.</summary>
    public SaidActivity As(ActivitySnapshot then) => this with
    {
        Title = then.Title,
        Category = then.Category,
        DivisionCode = then.DivisionCode,
        Place = then.Place,
        Bring = then.Bring ?? "",
        Lat = then.Lat,
        Lon = then.Lon,
        Recruit = then.Recruit,
        CancelHours = then.Posts is null ? CancelHours : then.CancelHours, // What was kept before posts stood in it does not say.
        SlackMinutes = then.SlackMinutes ?? SlackMinutes,
        FenceMetres = then.FenceMetres ?? FenceMetres,
        Ways = then.Ways ?? Ways,
        Posts = [.. Posts.Select(now => then.Posts?.FirstOrDefault(p => p.Id == now.Id) is { } was ? new SaidPost(was.Id, was.Name, was.Duties) : now)],
    };
}

/// <summary>What one does there, as it was last out.</summary>
internal sealed record SaidPost(Guid Id, string Name, string Duties)
{
    /// <summary>As a record says what was done.</summary>
    public string Content => Duties.Length > 0 ? $"{Name}：{Duties}" : Name;
}
