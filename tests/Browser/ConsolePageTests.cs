namespace Weiguang.Browser;

/// <summary>Pages of the workspace, as each role sees them in the demo county. To have a page looked at, add its line.</summary>
public class ConsolePageTests(Walkers walkers) : IClassFixture<Walkers>
{
    private static readonly (string Role, string Path)[] Pages =
    [
        ("station", "/console/orders"), ("station", "/console/follow-ups"), ("station", "/console/cases"), ("station", "/console/menu"), ("station", "/console/stations"),
        ("station", "/console/people"), ("station", "/console/teams"), ("station", "/console/teams/new"), ("station", "/console/projects"), ("station", "/console/activities"),
        ("station", "/console/activities/new"), ("station", "/console/cases?kind=activities.review"), ("coordinator", "/console/cases?late=true"),
        ("coordinator", "/console/anomalies"), ("coordinator", "/console/anomalies?state=open"), ("coordinator", "/console/orders?view=going"), ("coordinator", "/console/orders?view=done"), ("coordinator", "/console/people"),
        ("coordinator", "/console/stations"), ("coordinator", "/console/stations/new"), ("coordinator", "/console/stations/import"), ("coordinator", "/console/stars"), ("coordinator", "/console/stars/rules"),
        ("coordinator", "/console/certificates"), ("coordinator", "/console/hour-rules"), ("coordinator", "/console/hour-rules/220881000000/rounding"), ("coordinator", "/console/hour-rules/220881000000/travel"),
        ("admin", "/console/people"), ("admin", "/console/access-log"), ("admin", "/console/access-log/exports"), ("admin", "/console/permissions?open=orders.dispatch"),
        ("team-leader", "/console/activities"), ("team-leader", "/console/activities/new"),
    ];

    public static TheoryData<string, string> All => [.. Pages.Select(p => (p.Role, p.Path))];

    [Theory, MemberData(nameof(All))]
    public Task Its_people_can_use_it(string role, string path) => walkers.WalkAsync(role, path, $"{role}-{path}", [.. RolePageTests.Views, (Size.Phone, new(Elder: true, Language: "ru"))]);
}
