using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Weiguang.Kernel.Text;

namespace Weiguang.Kernel.Http;

/// <summary>
/// A thing with the version its reader saw, so that nobody steps on what has moved under their eyes. A form carries the version in
/// <c>SeenField</c>, the API in <see cref="SeenQuery"/>; null when the caller does not say.
/// </summary>
public readonly record struct Seen(Guid Id, int? Version)
{
    public static implicit operator Seen(Guid id) => new(id, null);
}

/// <summary>How an endpoint under <c>{id}</c> learns what its caller saw: <c>?version=</c>, or <c>If-Match</c> with the ETag it was given.</summary>
public readonly record struct SeenQuery
{
    [FromRoute(Name = "id")]
    public Guid Id { get; init; }

    /// <summary>The version the caller read; with it a step on something that moved meanwhile is refused.</summary>
    [FromQuery(Name = "version")]
    public int? Version { get; init; }

    /// <summary>The same as an ETag: a number, in quotes or not.</summary>
    [FromHeader(Name = "If-Match"), MaxLength(LengthDoor.Word)]
    public string? IfMatch { get; init; }

    /// <summary>False when If-Match is none of our ETags, or says another version than the query.</summary>
    public bool TryRead(out Seen seen)
    {
        var tag = IfMatch?.Trim();
        seen = new(Id, Version);
        if (tag is null or "" or "*")
        {
            return true;
        }

        if (!int.TryParse(tag.Trim('"'), out var version) || (Version is { } other && other != version))
        {
            return false;
        }

        seen = new(Id, version);
        return true;
    }

    public static Problem Unreadable() => Problems.Invalid("If-Match", Phrase.Of("If-Match 要写读到的 ETag，例如 \"3\""));
}

/// <summary>What happened to a thing since its reader saw it: <c>what</c>, <c>by</c> and <c>at</c> for programs, a sentence for people.</summary>
/// <param name="What">Stable word of the step, as the API names it.</param>
/// <param name="By">Who took it, as much of the name as the reader may know; empty for the clock.</param>
/// <param name="At">UTC.</param>
public sealed record Meanwhile(string What, string By, DateTime At)
{
    /// <summary>Source phrase of what was done, by whom, without a full stop.</summary>
    [JsonIgnore]
    public string Words { get; init; } = "";

    [JsonIgnore]
    public object[] Arguments { get; init; } = [];

    /// <summary>For example: 刚才（2 分钟前）李站长已经把这一单派给了王强。</summary>
    public string Sentence(IStringLocalizer phrases, DateTime now)
    {
        var what = phrases[Words, Arguments].Value;
        return (now - At) switch
        {
            { TotalMinutes: < 1 } => phrases[Phrase.Of("刚才{0}。"), what],
            { TotalHours: < 1 } ago => phrases[Phrase.Of("刚才（{0} 分钟前）{1}。"), (int)ago.TotalMinutes, what],
            { TotalDays: < 2 } ago => phrases[Phrase.Of("{0} 小时前{1}。"), (int)ago.TotalHours, what],
            var ago => phrases[Phrase.Of("{0} 天前{1}。"), (int)ago.TotalDays, what],
        };
    }
}
