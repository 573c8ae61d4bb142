using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Weiguang.Kernel.Access;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Ui;
using Weiguang.People;
using Weiguang.Tests.Walk;
using Weiguang.Web.Pages.Design;

namespace Weiguang.Tests.Architecture;

/// <summary>Permissions and the doors that ask for them, as the running program has them.</summary>
public partial class DoorTests(SharedApps apps) : IClassFixture<SharedApps>
{
    /// <summary>Doors that ask who somebody is (without a word: that they are signed in), or that show no data.</summary>
    private static readonly string[] General = ["", Policies.SignedIn, Policies.Volunteer, Policies.TeamLeader, DesignMenu.Policy];

    [Fact]
    public async Task Every_permission_is_known_by_a_name_of_its_module()
    {
        var known = (await KnownAsync()).All;
        var declared = Weiguang.Web.Modules.Assemblies.SelectMany(a => a.GetTypes().SelectMany(t => t.GetFields(Everywhere)).Where(f => f.FieldType == typeof(IReadOnlyList<Permission>))
            .SelectMany(f => ((IReadOnlyList<Permission>)f.GetValue(null)!).Select(p => (Module: ModuleOf(a), Permission: p)))).ToList();

        Assert.NotEmpty(declared);
        Assert.Equal(declared.Select(d => d.Permission.Name).Order(StringComparer.Ordinal), known.Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.All(declared, d => Assert.Matches(NameForm(), d.Permission.Name));
        Assert.All(declared, d => Assert.Equal(d.Module, d.Permission.Module));
        Assert.All(known, p => Assert.InRange(p.Name.Length, 1, Permission.LongestName));
        Assert.All(known, p => Assert.All(p.Given, word => Assert.True(RoleWords.OfWord(word)?.IsStaff(), $"{p.Name} is given to {word}")));
        Assert.Equal(known.Count, known.Select(p => p.Words).Distinct().Count());
    }

    [Fact]
    public async Task Every_permission_is_asked_for_at_a_door()
    {
        var (doors, known) = ((await DoorsAsync()).SelectMany(d => d.Policies).ToHashSet(), await KnownAsync());
        var inside = Directory.EnumerateFiles(Path.Combine(Sheet.Root(), "src/Modules"), "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(f => Asked().Matches(File.ReadAllText(f))).Select(m => m.Value).ToHashSet();
        var unused = from constants in Weiguang.Web.Modules.Assemblies.SelectMany(a => a.GetTypes()).Where(t => t.Name.EndsWith("Permissions", StringComparison.Ordinal))
                     from constant in constants.GetFields(Everywhere).Where(f => f.IsLiteral && f.FieldType == typeof(string))
                     where known.Find((string)constant.GetRawConstantValue()!) is { } permission && !doors.Contains(permission.Name) && !inside.Any(asked => asked.EndsWith($"{constants.Name}.{constant.Name}", StringComparison.Ordinal))
                     select $"{constants.Name}.{constant.Name}";

        Assert.Empty(unused);
    }

    [Fact]
    public async Task Every_door_names_a_permission_of_its_own_module_or_a_general_one()
    {
        var known = await KnownAsync();
        var doors = await DoorsAsync();

        Assert.NotEmpty(doors);
        Assert.Empty(doors.Where(d => d.Policies.Any(p => !General.Contains(p) && known.Find(p)?.Module != d.Module)).Select(d => $"{d.Address} asks for {string.Join(", ", d.Policies)}"));
    }

    /// <summary>So that the sidebar offers what opens, and nothing else.</summary>
    [Fact]
    public async Task Every_entry_of_the_sidebar_asks_for_what_its_page_asks_for()
    {
        var app = await apps.On(TestDatabases.Sqlite);
        var doors = (await DoorsAsync()).Where(d => d.IsPage).ToLookup(d => d.Address, d => d.Policies);
        var links = app.Services.GetServices<ConsoleLink>().ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Equal(link.Policy, Assert.Single(Assert.Single(doors[link.Href]))));
    }

    private async Task<Permissions> KnownAsync() => (await apps.On(TestDatabases.Sqlite)).Services.GetRequiredService<Permissions>();

    private async Task<List<(string Address, string Module, string[] Policies, bool IsPage)>> DoorsAsync() =>
        [.. from endpoint in (await apps.On(TestDatabases.Sqlite)).Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let policies = endpoint.Metadata.OfType<IAuthorizeData>().Select(a => a.Policy ?? "").ToArray()
            where policies.Length > 0
            let page = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type
            let assembly = page?.Assembly ?? PageOfFile(endpoint)?.Assembly ?? endpoint.Metadata.GetMetadata<Weiguang.Kernel.Lists.AskedOfList>()?.List.Assembly ?? endpoint.Metadata.GetMetadata<MethodInfo>()!.DeclaringType!.Assembly
            select ("/" + endpoint.RoutePattern.RawText!.Trim('/'), ModuleOf(assembly), policies, page is not null)];

    /// <summary>The file of a list is its page's.</summary>
    private static Type? PageOfFile(RouteEndpoint endpoint) => Weiguang.Web.Modules.Assemblies.SelectMany(a => a.GetTypes())
        .FirstOrDefault(t => t.GetCustomAttributes<Microsoft.AspNetCore.Components.RouteAttribute>().Any(r => r.Template + "/export" == "/" + endpoint.RoutePattern.RawText!.Trim('/')));

    private static string ModuleOf(Assembly assembly) => assembly.GetName().Name!.Split('.')[^1].ToLowerInvariant();

    private const BindingFlags Everywhere = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [GeneratedRegex("^[a-z]+\\.[a-z]+(-[a-z]+)*$")]
    private static partial Regex NameForm();

    // db.Viewer.May(OrderPermissions.Reward); all.MayDecideAsync(HoursPermissions.Decide, …; new Matter(ActivityPermissions.Review, …
    [GeneratedRegex(@"(\.May(DecideAsync)?|new (WholeData|Matter))\(\w+Permissions\.\w+")]
    private static partial Regex Asked();
}
