namespace Weiguang.Projects.Domain;

/// <summary>What a project is about, as its form says it; checked before.</summary>
internal sealed record ProjectText(string Title, string Category, string Goals, string Description, string[] For);

/// <summary>Who takes a step, and in which part.</summary>
internal sealed record Actor(Guid PersonId, ProjectParty Party)
{
    public static readonly Actor Clock = new(Guid.Empty, ProjectParty.Clock);
}

public sealed partial class Project
{
    /// <summary>The current round.</summary>
    public ProjectRound Current => Rounds.Find(r => r.Number == Round)!;

    internal static Project Found(ProjectText text, RoundPlan plan, Guid? teamId, long divisionCode, Guid by, DateTime now, Guid? originId = null, Guid? id = null)
    {
        var level = LibraryLevels.Of(divisionCode);
        var project = new Project
        {
            Id = id ?? Guid.CreateVersion7(),
            TeamId = teamId,
            DivisionCode = divisionCode,
            Level = level,
            LibraryDivision = level.Division(divisionCode),
            OriginId = originId,
            AuthorId = by,
            CreatedAt = now,
        };
        project.Write(text);
        project.BeginRound(plan);
        project.Enter(ProjectAction.Found, ProjectStatus.Draft, by, now, null, "");
        return project;
    }

    /// <summary>Changes what the project is about and the plan of the current round; only a draft can be changed.</summary>
    internal bool Rewrite(ProjectText text, RoundPlan plan, Guid by, DateTime now)
    {
        if (Status != ProjectStatus.Draft)
        {
            return false;
        }

        Write(text);
        Current.Write(plan);
        Note(ProjectAction.Rewrite, by, now);
        return true;
    }

    /// <summary>The steps that need no more than words. Each checks the flow and adds to the story; none saves.</summary>
    /// <returns>False when the flow does not allow the step now; nothing has changed then.</returns>
    internal bool Take(ProjectAction action, Actor actor, DateTime now, ProjectSettings settings, string words = "")
    {
        if (ProjectFlow.Table.Find(Status, action, actor.Party) is not { } step || (action == ProjectAction.Discard && PublishedAt is not null))
        {
            return false;
        }

        SubmittedBy = action == ProjectAction.Submit ? actor.PersonId : SubmittedBy;
        PublishedAt = action == ProjectAction.Approve ? PublishedAt ?? now : PublishedAt;
        Enter(action, step.To, actor.PersonId, now, Due(step.To, now, settings), words);
        return true;
    }

    /// <summary>Writes down what came of the round; closes a project that has ended, completes one the clock has closed.</summary>
    internal bool Evaluate(RoundFigures figures, string evaluation, string toImprove, Actor actor, DateTime now, ProjectSettings settings)
    {
        var late = Status == ProjectStatus.ClosedAuto && Current.EvaluatedAt is null;
        if (!late && !Take(ProjectAction.Close, actor, now, settings))
        {
            return false;
        }

        Current.Evaluate(figures, evaluation, toImprove, actor.PersonId, now);
        if (late)
        {
            Note(ProjectAction.Complete, actor.PersonId, now);
        }

        return true;
    }

    /// <summary>Plans the next round; only after the last one was evaluated.</summary>
    internal bool Renew(RoundPlan plan, Actor actor, DateTime now, ProjectSettings settings)
    {
        if (Current.EvaluatedAt is null || !Take(ProjectAction.Renew, actor, now, settings))
        {
            return false;
        }

        BeginRound(plan);
        return true;
    }

    /// <summary>Whether it may be put forward now: shown, not ended by others, with a library above that it does not wait for already.</summary>
    public bool IsRecommendable => Level.Above() is not null && PublishedAt is not null && Status is not (ProjectStatus.Disabled or ProjectStatus.Void) && !Recommendations.Exists(r => r.State == RecommendationState.Asked);

    /// <summary>Puts the project forward to the library one level up; null when there is none, or it waits there already.</summary>
    internal Recommendation? Recommend(string words, Guid by, DateTime now)
    {
        if (!IsRecommendable || Level.Above() is not { } above)
        {
            return null;
        }

        var recommendation = Recommendations.Find(r => r.Level == above);
        if (recommendation is null)
        {
            Recommendations.Add(recommendation = new Recommendation { ProjectId = Id, Level = above, DivisionCode = above.Division(DivisionCode) });
        }

        recommendation.Ask(words, by, now);
        Note(ProjectAction.Recommend, by, now, words);
        return recommendation;
    }

    /// <summary>Answers the open recommendation; a yes lifts the project into that library. Null when nothing is open.</summary>
    internal Recommendation? AnswerRecommendation(bool yes, string opinion, Guid by, DateTime now)
    {
        if (Recommendations.Find(r => r.State == RecommendationState.Asked) is not { } open)
        {
            return null;
        }

        open.Answer(yes, opinion, by, now);
        (Level, LibraryDivision) = yes ? (open.Level, open.DivisionCode) : (Level, LibraryDivision);
        Note(ProjectAction.Answer, by, now, opinion);
        return open;
    }

    private void Write(ProjectText text) =>
        (Title, Category, Goals, Description, For) = (text.Title, text.Category, text.Goals, text.Description, text.For);

    private void BeginRound(RoundPlan plan)
    {
        var round = new ProjectRound { ProjectId = Id, Number = ++Round };
        round.Write(plan);
        Rounds.Add(round);
    }

    private DateTime? Due(ProjectStatus status, DateTime now, ProjectSettings settings) => status switch
    {
        ProjectStatus.PendingStart => Current.RecruitsAt,
        ProjectStatus.Recruiting => Current.StartsAt,
        ProjectStatus.Running => Current.EndsAt,
        ProjectStatus.Ended => now.AddDays(settings.CloseDays),
        ProjectStatus.Draft or ProjectStatus.PendingAudit or ProjectStatus.ClosedManual or ProjectStatus.ClosedAuto or ProjectStatus.Paused
            or ProjectStatus.Disabled or ProjectStatus.Void => null,
    };

    private void Enter(ProjectAction action, ProjectStatus to, Guid by, DateTime now, DateTime? due, string words)
    {
        (Status, StatusAt, DueAt) = (to, now, due);
        Note(action, by, now, words);
    }

    private void Note(ProjectAction action, Guid by, DateTime now, string words = "")
    {
        Story.Add(new ProjectEvent { ProjectId = Id, Sequence = ++StoryLength, Round = Round, Action = action, To = Status, ActorId = by, At = now, Words = words });
        Version++;
    }
}
