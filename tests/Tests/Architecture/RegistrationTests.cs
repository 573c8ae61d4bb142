using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel;
using Weiguang.People;
using Weiguang.Recognition;
using Weiguang.Tests.Regions;

namespace Weiguang.Tests.Architecture;

/// <summary>Modules may be registered in any order: what is asked for once is registered once, and what is asked for as a list is put in order by whoever shows it.</summary>
public sealed partial class RegistrationTests
{
    [Fact]
    public void No_service_depends_on_which_module_came_last()
    {
        var asked = SourceTests.Sources().SelectMany(f => AskedAsList().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value + m.Groups[2].Value).ToHashSet();
        var twice = Register(Weiguang.Web.Modules.All).Where(d => d.ServiceType.Namespace?.StartsWith("Weiguang.", StringComparison.Ordinal) == true)
            .GroupBy(d => d.ServiceType).Where(g => g.Count() > 1 && !asked.Contains(g.Key.Name.Split('`')[0])).Select(g => $"{g.Key} is registered {g.Count()} times, and one is asked for.");

        Assert.NotEmpty(asked);
        Assert.Equal([], twice);
    }

    [Fact]
    public void Whichever_comes_first_the_same_is_registered()
    {
        var (there, back) = (Names(Weiguang.Web.Modules.All), Names([.. Weiguang.Web.Modules.All.Reverse()]));

        Assert.Equal(there, back);
    }

    /// <summary>So that the console and the tabs never look otherwise for it.</summary>
    [Fact]
    public void No_two_entries_stand_in_the_same_place()
    {
        var services = Register(Weiguang.Web.Modules.All);
        var places = services.Select(d => d.ImplementationInstance).Select(i => i switch
        {
            Weiguang.Kernel.Ui.ConsoleLink link => $"console {link.Order}",
            Weiguang.Kernel.Ui.BarTab tab => $"bar {tab.Order}",
            MeLink link => $"me {link.Order}",
            HelpLink link => $"help {link.Order}",
            Weiguang.Regions.RuleLink link => $"rules {link.Order}",
            _ => null,
        }).OfType<string>().ToList();

        Assert.NotEmpty(places);
        Assert.Equal(places.Distinct().Count(), places.Count);
    }

    /// <summary>As whoever sees most of it: a volunteer who leads a team and holds office.</summary>
    [Fact]
    public async Task Pages_look_the_same_whichever_comes_first()
    {
        await using var there = await TestApp.StartAsync(TestDatabases.Sqlite);
        await using var back = await TestApp.StartAsync(TestDatabases.Sqlite, TurnRound);
        var (one, other) = (await VisitorAsync(there), await VisitorAsync(back));
        foreach (var address in new[] { "/me", "/me/records", RecognitionLinks.Hours, "/activities", "/console/hour-rules" })
        {
            var links = await LinksAsync(one, address);
            Assert.NotEmpty(links);
            Assert.Equal(links, await LinksAsync(other, address));
        }
    }

    private static async Task<HttpClient> VisitorAsync(TestApp app)
    {
        await app.ImportCityAsync();
        var person = await app.VolunteerAsync();
        await app.GrantAsync(person, Role.TeamLeader, TestPeople.Village);
        await app.GrantAsync(person, Role.Admin, TestPeople.County);
        return await app.BrowserOfAsync(person, Role.Admin);
    }

    private static async Task<List<string>> LinksAsync(HttpClient browser, string address) =>
        [.. (await browser.GetPageAsync(address, TestContext.Current.CancellationToken)).QuerySelectorAll("body a[href]").Select(a => $"{a.GetAttribute("href")} {a.TextContent.Trim()}")];

    private static void TurnRound(IServiceCollection services)
    {
        var ours = services.Where(d => d.ServiceType.Namespace?.StartsWith("Weiguang.", StringComparison.Ordinal) == true && d.ImplementationInstance is not null).ToList();
        ours.ForEach(d => services.Remove(d));
        ours.Reverse();
        ours.ForEach(services.Add);
    }

    private static string[] Names(IReadOnlyList<IModule> modules) =>
        [.. Register(modules).Select(d => $"{d.Lifetime} {d.ServiceType} {d.ImplementationType ?? d.ImplementationInstance ?? d.ImplementationFactory?.Method.Name}").Order(StringComparer.Ordinal)];

    private static ServiceCollection Register(IReadOnlyList<IModule> modules)
    {
        var services = new ServiceCollection();
        var configuration = new ConfigurationBuilder().Build();
        foreach (var module in modules)
        {
            module.AddServices(services, configuration);
        }

        return services;
    }

    [GeneratedRegex(@"(?:IEnumerable|GetServices|GetService<IEnumerable)<(\w+)>?|typeof\((KnownSettings)\)")]
    private static partial Regex AskedAsList();
}
