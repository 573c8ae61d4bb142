using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Weiguang.Kernel.Http;
using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Security;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;
using Weiguang.People;
using Weiguang.Projects.Domain;
using Weiguang.Projects.Leading;
using Weiguang.Projects.Leading.Rounds;
using Weiguang.Projects.Library;
using Weiguang.Projects.Review;
using Weiguang.Projects.Rounds;

namespace Weiguang.Projects;

/// <summary>Projects over the API: everybody reads the library, team leaders and staff run what is theirs. Steps answer with the project afterwards.</summary>
internal static class ProjectsApi
{
    public static void MapProjects(this IEndpointRouteBuilder routes)
    {
        var projects = routes.MapGroup("/api/v1/projects").WithTags("Projects");
        projects.MapGet("/", ListAsync).WithSummary("The library, newest first, by level, category and division (what is done there, and what the libraries above hold)");
        projects.MapGet("/{id:guid}", FindAsync).WithSummary("One project with its rounds");

        routes.MapList<ConsoleProjects, Project, ProjectLine, ProjectItem>("/api/v1/console/projects", ProjectItem.Of).RequireAuthorization(ProjectPermissions.Review).WithTags("Projects").WithSummary("Projects of my range, those that moved last first");

        var own = projects.MapGroup("").RequireAuthorization(Policies.SignedIn);
        own.MapPost("/", FoundAsync).Paced(ProjectVerbs.Found).WithSummary("A new draft of a team one leads, or of the staff's own division");
        own.MapPut("/{id:guid}", RewriteAsync).WithSummary("Rewrite a draft. With If-Match (the ETag of the project), ?version= or version in the body a change of what moved meanwhile is refused: 409 with state, version and meanwhile");
        own.MapPost("/{id:guid}/{step}", StepAsync).WithSummary("submit, approve, decline, start, pause, resume, disable or discard, with words where a reason is due");
        own.MapPost("/{id:guid}/evaluation", EvaluateAsync).WithSummary("Say what came of the round; closes it");
        own.MapPost("/{id:guid}/rounds", RenewAsync).WithSummary("Plan the next round after the last was evaluated");
        own.MapPost("/{id:guid}/recommendation", RecommendAsync).Paced(ProjectVerbs.Recommend).WithSummary("Put forward to the library one level up");
        own.MapPost("/{id:guid}/recommendation/answer", AnswerAsync).WithSummary("Accept into that library or decline, with an opinion");
        own.MapPost("/{id:guid}/adopt", AdoptAsync).Paced(ProjectVerbs.Adopt).WithSummary("Copy as a draft of a team one leads or of the own division");
    }

    private static async Task<Ok<Page<ProjectItem>>> ListAsync(AppDbContext db, CancellationToken ct, LibraryLevel? level = null, [MaxLength(LengthDoor.Word)] string? category = null, long division = 0, string? cursor = null) =>
        TypedResults.Ok((await db.LibraryAsync(new(level, category, division, cursor), ct)).Select(ProjectItem.Of));

    private static async Task<Results<Versioned<ProjectDetail>, Problem>> FindAsync(Guid id, AppDbContext db, Parties parties, CancellationToken ct) =>
        await ProjectDetail.ReadAsync(db, parties, id, ct) is { } project ? new Versioned<ProjectDetail>(project, project.Version) : Problems.NotFound();

    private static async Task<Results<Created<ProjectDetail>, Problem>> FoundAsync(ProjectForm form, ProjectOffice office, AppDbContext db, Parties parties, TimeProvider clock, CancellationToken ct)
    {
        if (Invalid(form.Mistakes(clock.Today())) is { } problem)
        {
            return problem;
        }

        return await office.FoundAsync(form, ct) is { } id
            ? TypedResults.Created($"/api/v1/projects/{id}", await ProjectDetail.ReadAsync(db, parties, id, ct))
            : Problems.Invalid("teamId", Phrase.Of("这支队伍不是您带的。"));
    }

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> RewriteAsync([AsParameters] SeenQuery query, ProjectForm form, ProjectOffice office, AppDbContext db, Parties parties, TimeProvider clock, CancellationToken ct) =>
        await Unseen(query, db, ct) ?? Invalid(form.Mistakes(clock.Today())) ?? await Told(query.Id, office.RewriteAsync(query.Id, form, ct, query.Seen()), db, parties, ct);

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> StepAsync([AsParameters] SeenQuery query, [MaxLength(LengthDoor.Word)] string step, WordsRequest? request, ProjectBook book, AppDbContext db, Parties parties, CancellationToken ct)
    {
        if (WordDoor.Read<ProjectAction>(step) is not { } action || !DeskForm.IsPlain(action))
        {
            return Problems.NotFound();
        }

        var words = request?.Words?.Trim() ?? "";
        var missing = ShortWords.IsLonger(words, 500) || (DeskForm.NeedsWords(action) && words.Length == 0);
        return await Unseen(query, db, ct) ?? (missing ? Problems.Invalid("words", Phrase.Of("请写明原因，500 字以内。")) : await Told(query.Id, book.StepAsync(query.Id, action, words, ct, query.Seen()), db, parties, ct));
    }

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> EvaluateAsync([AsParameters] SeenQuery query, EvaluationRequest request, ProjectBook book, AppDbContext db, Parties parties, CancellationToken ct) =>
        await Unseen(query, db, ct) ?? Invalid(RoundSteps.Mistakes(request.Evaluation, request.ToImprove))
        ?? await Told(query.Id, book.EvaluateAsync(query.Id, request.Evaluation!.Trim(), request.ToImprove!.Trim(), ct, query.Seen()), db, parties, ct);

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> RenewAsync([AsParameters] SeenQuery query, RoundForm form, ProjectBook book, AppDbContext db, Parties parties, TimeProvider clock, CancellationToken ct) =>
        await Unseen(query, db, ct) ?? Invalid(form.Mistakes(clock.Today())) ?? await Told(query.Id, book.RenewAsync(query.Id, form.ToPlan(), ct, query.Seen()), db, parties, ct);

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> RecommendAsync([AsParameters] SeenQuery query, WordsRequest? request, ProjectBook book, AppDbContext db, Parties parties, CancellationToken ct) =>
        await Unseen(query, db, ct) ?? (DeskForm.IsWritten(request?.Words, 500)
            ? await Told(query.Id, book.RecommendAsync(query.Id, request!.Words!.Trim(), ct, query.Seen()), db, parties, ct) : Problems.Invalid("words", Phrase.Of("请写一句话，500 字以内。")));

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> AnswerAsync([AsParameters] SeenQuery query, AnswerRequest request, ProjectBook book, AppDbContext db, Parties parties, CancellationToken ct) =>
        await Unseen(query, db, ct) ?? (DeskForm.IsWritten(request.Opinion, 500)
            ? await Told(query.Id, book.AnswerAsync(query.Id, request.Accept, request.Opinion!.Trim(), ct, query.Seen()), db, parties, ct) : Problems.Invalid("opinion", Phrase.Of("请写一句话，500 字以内。")));

    private static async Task<Results<Created<ProjectDetail>, Problem>> AdoptAsync(Guid id, AdoptRequest? request, ProjectOffice office, AppDbContext db, Parties parties, CancellationToken ct)
    {
        var (answer, copy) = await office.AdoptAsync(id, request?.TeamId, ct);
        return answer.IsDone
            ? TypedResults.Created($"/api/v1/projects/{copy}", await ProjectDetail.ReadAsync(db, parties, copy, ct))
            : answer.Problem();
    }

    private static async Task<Problem?> Unseen(SeenQuery query, AppDbContext db, CancellationToken ct) =>
        !await db.Set<Project>().AnyAsync(p => p.Id == query.Id, ct) ? Problems.NotFound() : query.TryRead(out _) ? null : SeenQuery.Unreadable();

    private static int? Seen(this SeenQuery query) => query.TryRead(out var seen) ? seen.Version : null;

    private static Problem? Invalid(IEnumerable<(string Field, string Phrase)> mistakes)
    {
        var errors = mistakes.GroupBy(m => string.Join('.', m.Field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName))).ToDictionary(g => g.Key, g => g.Select(m => m.Phrase).ToArray());
        return errors.Count == 0 ? null : Problems.Invalid(errors);
    }

    private static async Task<Results<Versioned<ProjectDetail>, NoContent, Problem>> Told(Guid id, Task<StepAnswer> step, AppDbContext db, Parties parties, CancellationToken ct)
    {
        var (answer, project) = (await step, await ProjectDetail.ReadAsync(db, parties, id, ct));
        return !answer.IsDone ? answer.Problem()
            : project is null ? TypedResults.NoContent() : new Versioned<ProjectDetail>(project, project.Version);
    }

    internal sealed record WordsRequest([property: MaxLength(500)] string? Words);

    internal sealed record EvaluationRequest([property: MaxLength(2000)] string? Evaluation, [property: MaxLength(1000)] string? ToImprove);

    internal sealed record AnswerRequest(bool Accept, [property: MaxLength(500)] string? Opinion);

    internal sealed record AdoptRequest(Guid? TeamId);
}
