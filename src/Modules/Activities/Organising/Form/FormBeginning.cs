using Microsoft.Extensions.Localization;
using Weiguang.Activities.Organising.Drafts;
using Weiguang.Kernel.Text;
using Weiguang.Kernel.Time;

namespace Weiguang.Activities.Organising.Form;

/// <summary>A new activity's form, in whose name it may be, and what is known of them.</summary>
internal sealed record Begun(IReadOnlyList<Organiser> Organisers, Habits Habits, ActivityForm Form);

/// <summary>How a new activity's form begins: in whose name, with whose habits, after which example.</summary>
internal sealed class FormBeginning(Drafting drafting, HabitReader habits, OrganisedReader reader, IStringLocalizer phrases, TimeProvider clock)
{
    /// <summary>What a post is called that nobody has named.</summary>
    public static readonly string Post = Phrase.Of("志愿者");

    /// <param name="posted">Once it has come back it is as it was written.</param>
    /// <param name="by">In whose name, as the form says it.</param>
    /// <param name="from">An activity of theirs that is to be held again.</param>
    /// <param name="like">Key of a <see cref="Template"/>.</param>
    public async Task<Begun> ReadAsync(ActivityForm? posted, string? by, Guid? from, string? like, CancellationToken ct)
    {
        var choices = await drafting.ChoicesAsync(ct);
        var example = posted is null && from is { } id ? await reader.FindAsync(id, ct) : null;
        var organiser = choices.FirstOrDefault(o => example is null ? FormWriting.Value(o) == (posted?.Organiser ?? by) : Held(o, example)) ?? (choices.Count > 0 ? choices[0] : null);
        var known = await habits.OfAsync(organiser, ct);
        var form = posted ?? (example is null ? FormWriting.New(clock.Today(), organiser, known, phrases[Post]) : Copying.Again(example, organiser, clock.Today()));
        if (form.Do == FormWriting.AsOrganiser)
        {
            FormWriting.Take(form, known);
        }

        if (posted is null && example is null && Template.Find(like) is { } template)
        {
            Copying.Fill(form, template, phrase => phrases[phrase]);
        }

        return new(choices, known, form);
    }

    private static bool Held(Organiser organiser, OrganisedActivity activity) =>
        organiser.TeamId == activity.Draft.TeamId && (organiser.TeamId is not null || organiser.Name == activity.Organiser);
}
