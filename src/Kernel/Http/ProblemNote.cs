using Microsoft.Extensions.DependencyInjection;

namespace Weiguang.Kernel.Http;

/// <summary>What a problem type means and what to do about it; the page /problems/{type} shows it. A type, once published, keeps its meaning.</summary>
/// <param name="Title">Source phrase.</param>
/// <param name="Advice">Source phrase.</param>
public sealed record ProblemNote(int Status, string Type, string Title, string Advice);

public static class ProblemNotes
{
    /// <summary>Names the problems that a module answers with.</summary>
    public static IServiceCollection KnowProblems(this IServiceCollection services, IEnumerable<ProblemNote> notes)
    {
        foreach (var note in notes)
        {
            services.AddSingleton(note);
        }

        return services;
    }
}
