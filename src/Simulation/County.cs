using Microsoft.EntityFrameworkCore;
using Weiguang.Activities.Finding;
using Weiguang.Activities.Organising.Review;
using Weiguang.Hours.Proving;
using Weiguang.Kernel;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Time;
using Weiguang.Ledger;
using Weiguang.Orders;
using Weiguang.People;
using Weiguang.People.Domain;
using Weiguang.Projects;
using Weiguang.Regions;
using Weiguang.Simulation.Activities;
using Weiguang.Simulation.Orders;
using Weiguang.Simulation.People;
using Weiguang.Simulation.Photos;
using Weiguang.Simulation.Regions;

namespace Weiguang.Simulation;

/// <summary>
/// Invents a county: its stations, people, teams and the orders of the past days, up to this moment. Everything happens in memory by the domain's own
/// verbs, then it is written in one transaction: all of it or nothing. How it is made up: docs/algorithms/simulation.md.
/// </summary>
public sealed class County(AppDbContext db, Vault vault, RegionDirectory regions, Boundaries boundaries, OrderSettings settings, ProjectSettings projectSettings, WorkCalendar workdays, HoursClocks hourClocks, Certifying certifying, AnchorBook anchors, TimeProvider clock)
{
    /// <summary>Whether a phone can only be an invented person's.</summary>
    public static bool IsInvented(string phone) => phone.StartsWith(Phones.Prefix, StringComparison.Ordinal);

    /// <param name="progress">Told the share done, 0 to 1.</param>
    /// <exception cref="ArgumentException">The division is no county whose villages and outline are known, there are people in it already, or the plan is too small.</exception>
    /// <exception cref="SetupException">There are real people in the database.</exception>
    public async Task SimulateAsync(SimulationPlan plan, IProgress<double>? progress = null, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Volunteers, SimulationPlan.FewestVolunteers);
        ArgumentOutOfRangeException.ThrowIfLessThan(plan.Days, SimulationPlan.FewestDays);
        var chance = Chance.Of(plan);
        var land = await new Survey(regions, boundaries, chance.Branch("land")).DrawAsync(plan.Division, ct);
        var phones = new Phones(await TakenAsync(land.Code, ct));
        var now = clock.Now();
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));

        var world = new Genesis(plan, land, phones, vault, now, chance.Branch("genesis")).Make();
        var story = new Story(world, chance.Branch("story"));
        new Life(world, settings, vault, story, chance.Branch("life")).Run(share => progress?.Report(0.1 + (0.3 * share)));
        var together = new Together(world, story, projectSettings, workdays, hourClocks, vault, chance.Branch("together")).Make();
        var photos = new Albums(world, chance.Branch("photos")).Rows(together.Gatherings, story.Cases);
        await WriteAsync(plan, world, story, together, photos, chance.Branch("grants"), progress, ct);
    }

    /// <summary>How many people are known, of whatever county.</summary>
    private async Task<int> TakenAsync(long county, CancellationToken ct)
    {
        var (from, to) = DivisionCodes.Range(county);
        var people = db.Set<Person>().IgnoreQueryFilters();
        if (await people.AnyAsync(ct) && (await DemoMark.ReadAsync(db, ct)).Count == 0)
        {
            throw new SetupException("There are real people in this database: beside them nobody is invented, for the demo would let anybody in.");
        }

        return await people.AnyAsync(p => p.DivisionCode >= from && p.DivisionCode < to, ct)
            ? throw new ArgumentException($"There are people in {county} already; a county is invented only where nobody is.", nameof(county))
            : await people.CountAsync(ct);
    }

    private async Task WriteAsync(SimulationPlan plan, World world, Story story, Together together, IEnumerable<object> photos, Chance chance, IProgress<double>? progress, CancellationToken ct)
    {
        await using var work = await db.BeginWorkAsync(ct);
        var archive = new Archive(db);
        (double Share, IEnumerable<object> Rows)[] shelves =
        [
            (0.5, People(world)),
            (0.55, world.Offices.Values.Select(o => o.Station).Concat(world.Sights)),
            (0.6, world.Offices.Values.SelectMany(o => o.Menu).Select(m => m.Item)),
            (0.65, new Grants(world, chance).All()),
            (0.67, world.Bands.SelectMany(b => b.Rows.Cast<object>().Prepend(b.Team))),
            (0.85, story.Cases.Select(c => c.Order)),
            (0.86, story.Cases.Select(c => c.FollowUp).OfType<object>()),
            (0.88, story.Cases.SelectMany(c => c.Papers)),
            (0.93, story.Messages),
            (0.94, together.Projects),
            (0.97, together.Gatherings.SelectMany(g => g.Rows)),
            (0.975, story.Time.Rows),
            (0.98, together.Beside),
            (0.985, photos),
        ];
        foreach (var (share, rows) in shelves)
        {
            await archive.AddAsync(rows, ct);
            progress?.Report(share);
        }

        await new Proceeds(db, vault, anchors, world.Now).PostAsync(story.Proceeds, ct);
        await certifying.IssueAsync(world.Players.Volunteer.Id, world.Now, ct);
        await new ListingBook(db, new ApprovedText(db), workdays, clock).CatchUpAsync(ct);
        if ((await DemoMark.ReadAsync(db, ct)).Count == 0) // A second county has no players: the demo stays with the people whom visitors know.
        {
            await DemoMark.SetAsync(db, PlayersOf(world.Players), ct);
        }

        await work.CommitAsync(ct);
        db.ChangeTracker.Clear();
        progress?.Report(1);
    }

    private static IEnumerable<object> People(World world)
    {
        foreach (var villager in world.Everybody.DistinctBy(v => v.Id))
        {
            yield return villager.Person;
            yield return new PhoneEntry { PhoneIndex = villager.Person.PhoneIndex, PersonId = villager.Id };
        }

        foreach (var helper in world.Helpers)
        {
            yield return helper.Profile;
            yield return new NumberEntry { Number = helper.Profile.Number, PersonId = helper.Id };
        }
    }

    private static Dictionary<Role, Guid> PlayersOf(Players players) => new()
    {
        [Role.Resident] = players.Resident.Id,
        [Role.Volunteer] = players.Volunteer.Id,
        [Role.TeamLeader] = players.Team.Leader.Id,
        [Role.Station] = players.Desk.Keeper.Id,
        [Role.Coordinator] = players.Coordinator.Id,
        [Role.Admin] = players.Admin.Id,
    };
}
