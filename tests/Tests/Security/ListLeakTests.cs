using Weiguang.People;
using Weiguang.Tests.Activities;
using Weiguang.Tests.Activities.Organising;
using Weiguang.Tests.Projects;
using Weiguang.Tests.Recognition;
using Weiguang.Tests.Regions;
using Weiguang.Tests.Teams;
using static Weiguang.Tests.Security.Marks;

namespace Weiguang.Tests.Security;

/// <summary>The same for lists of people and for projects.</summary>
public class ListLeakTests
{
    [Theory, ClassData(typeof(TestDatabases))]
    public async Task A_copy_of_the_database_tells_nothing_that_people_wrote_about_lists_and_projects(string database)
    {
        await using var app = await TestApp.StartAsync(database);
        await app.ImportFewAsync();
        var (team, leader) = await app.TeamAsync();
        var program = await app.ProgramOfAsync(leader);
        var (activity, shifts) = await app.ActivityAsync(lead: leader, capacities: 2);
        var volunteer = await app.VolunteerAsync(Marked());
        await (await app.ProgramOfAsync(volunteer)).SignUpAsync(activity, shifts[0]);
        var guest = $"V{await app.VolunteerAsync(Marked()):N}"[..18].ToUpperInvariant();
        await program.MustAsync($"/api/v1/activities/{activity}/invitations", new { named = new[] { guest }, words = Marked() });
        await program.MustAsync($"/api/v1/activities/{activity}/signups/{shifts[0]}/{volunteer}/remove", new { reason = Marked() });

        var staff = await app.ProgramOfAsync(await app.PersonWithAsync(Role.Station, TestPeople.Village));
        var project = await app.DraftAsync(team);
        await program.MustAsync($"/api/v1/projects/{project}/submit");
        await staff.MustAsync($"/api/v1/projects/{project}/decline", new { words = Marked() });
        var library = await app.ApprovedAsync(team);
        await program.MustAsync($"/api/v1/projects/{library}/recommendation", new { words = Marked() });
        var draft = Organising.Draft(team);
        var planned = await program.AddAsync(draft);
        await program.MustAsync($"/api/v1/activities/{planned}/publish");
        await program.MustAsync($"/api/v1/activities/{planned}/cancel", new { reason = Marked() });

        await HoldsNothingAsync(app, "activities_signup.reason", "projects_event.words", "activities_event.reason");
    }
}
