using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Tests.Architecture;

/// <summary>An address that is written in a source leads to something, and is its own module's: another module asks for it by name, one below by what the one above has registered.</summary>
public sealed partial class LinkTests(SharedApps apps) : IClassFixture<SharedApps>
{
    /// <summary>What is no endpoint of ours: files, and beginnings that are only compared.</summary>
    private static readonly string[] NoPages = ["/api", "/check-in", "/console", "/export", "/health", "/icon.svg", "/live", "/openapi", "/openapi/v1.json", "/usr/lib/postgresql"];

    /// <summary>The type of a problem is a name that happens to lead somewhere.</summary>
    private const string Names = "src/Kernel/Http/Problem.cs";

    [Fact]
    public async Task Addresses_lead_somewhere_and_are_written_by_their_own_module()
    {
        var places = await PlacesAsync();
        var written = Written().ToList();

        Assert.True(written.Count > 150, $"Only {written.Count} addresses were seen.");
        Assert.Equal([], written.Where(w => !places.Exists(p => p.Pattern.IsMatch(w.Address)) && !NoPages.Contains(w.Address)).Select(w => $"{w.File}: {w.Address} leads nowhere."));
        Assert.Equal([],
            from w in written
            let owner = places.Find(p => p.Pattern.IsMatch(w.Address)).Module
            where owner is not null && owner != w.Module && w.Address != "/" && w.File != Names
            select $"{w.File}: {w.Address} is a page of {owner}.");
    }

    [Theory]
    [InlineData("""<a href="/teams/@team.Id">""", "/teams/*")]
    [InlineData("""<a href="@($"/regions/pick?level={level}&back=/activities")">""", "/regions/pick")]
    [InlineData("""Nav.NavigateTo($"/orders/{Order.Id}#story");""", "/orders/*")]
    [InlineData("""messages.Put(person, Kind, $"/console/hours/{record.SourceId}/records/{record.Id}");""", "/console/hours/*/records/*")]
    [InlineData("""/// <summary>A page such as "/nowhere".</summary>""", "")]
    public void An_address_is_seen(string line, string address) => Assert.Equal(address, string.Join(' ', In(line)));

    /// <summary>Those with fewer holes first: /projects/mine is not /projects/{id}.</summary>
    private async Task<List<(Regex Pattern, string Module)>> PlacesAsync() =>
        [.. from endpoint in (await apps.On(TestDatabases.Sqlite)).Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let text = "/" + endpoint.RoutePattern.RawText!.Trim('/')
            let assembly = endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type.Assembly ?? endpoint.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly
            where assembly?.GetName().Name?.StartsWith("Weiguang.", StringComparison.Ordinal) == true && !text.StartsWith("/api/", StringComparison.Ordinal)
            orderby text.Count(c => c == '{'), text.Length descending
            select (new Regex("^" + string.Join("[^/]+", Hole().Split(text).Select(Regex.Escape)) + "$"), assembly.GetName().Name!.Split('.')[^1])];

    private static IEnumerable<(string File, string Module, string Address)> Written() =>
        from file in SourceTests.Sources()
        let path = Path.GetRelativePath(SourceTests.Root, file)
        let parts = path.Split('/')
        where !path.StartsWith("src/Simulation/Cheats/", StringComparison.Ordinal) // What a browser would ask for, of every module.
        from address in In(File.ReadAllText(file))
        select (path, parts[1] == "Modules" ? parts[2] : parts[1], address);

    private static IEnumerable<string> In(string source) =>
        from line in Comment().Replace(source, "").Split('\n')
        where !line.StartsWith("@page", StringComparison.Ordinal) && !Mapped().IsMatch(line)
        from Match match in Literal().Matches(line)
        let address = Inserted().Replace(match.Groups[1].Value, "*").Split('?', '#')[0]
        where !address.StartsWith("/api/", StringComparison.Ordinal) && !address.StartsWith("/design", StringComparison.Ordinal) && !Joined().IsMatch(address)
        select address.Length > 1 ? address.TrimEnd('/') : address;

    [GeneratedRegex("(?<![\\w/])\\$?\"(/(?:[a-z][^\"\\s<>]*)?)\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"@\([^)]*\)|\{[^}]*\}|@[\w.]+(\([^)]*\))?")]
    private static partial Regex Inserted();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    // $"/console{Desk(id)}": what follows is an address of its own.
    [GeneratedRegex(@"\w\*")]
    private static partial Regex Joined();

    [GeneratedRegex(@"\bMap(Group|Get|Post|Put|Delete|Methods|Photos?|Live|\w*Api)\(")]
    private static partial Regex Mapped();

    [GeneratedRegex(@"^\s*//.*$|@\*[\s\S]*?\*@", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
