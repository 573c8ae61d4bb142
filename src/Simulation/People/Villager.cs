using Weiguang.Hours.Proving;
using Weiguang.Kernel.Geo;
using Weiguang.Orders.Domain;
using Weiguang.People.Domain;
using Weiguang.Simulation.Regions;

namespace Weiguang.Simulation.People;

/// <summary>An invented person with what the database keeps sealed or does not ask for.</summary>
internal sealed record Villager(Person Person, string Phone, bool IsWoman, int BirthYear, Township Township, Settlement Home, GeoPoint Point, string Address)
{
    public Guid Id => Person.Id;

    public string Name => Person.Name;
}

/// <summary>A volunteer with their habits.</summary>
internal sealed class Helper(Villager villager, Volunteer profile)
{
    /// <summary>Times of service, which may run beyond what was promised.</summary>
    private readonly List<Span> _served = [];

    public Villager Villager => villager;

    public Volunteer Profile => profile;

    public Guid Id => villager.Id;

    /// <summary>How readily they go, 0 to 1: most help now and then, few often.</summary>
    public required double Zeal { get; init; }

    /// <summary>How reliably they come and how well they do it, 0 to 1.</summary>
    public required double Care { get; init; }

    /// <summary>Takes part only in what is written for the demo.</summary>
    public bool IsPlayer { get; set; }

    /// <summary>Times promised away.</summary>
    public List<TimeWindow> Promises { get; } = [];

    public List<DateTime> Accepted { get; } = [];

    public void Serve(Span time) => _served.Add(time);

    /// <summary>The longest piece of it in which they serve nowhere else: nobody is at two places at once.</summary>
    public Span Besides(Span time) => time.Without(_served) is [_, ..] free ? free.MaxBy(s => s.Length) : time;

    public bool IsFree(TimeWindow window) => !Promises.Exists(p => p.From < window.To && window.From < p.To);
}
