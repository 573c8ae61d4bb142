using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Weiguang.Tests.Walk;

namespace Weiguang.Tests.Fuzz;

/// <summary>
/// All places where something odd can be put: each parameter of an address, each query, each field of a body and of a form, the body as a whole, the headers, the method, the address.
/// Shot number n is always the same for a seed: the places in turn, round after round, each time with another oddity from another person.
/// </summary>
internal sealed partial class Deck
{
    /// <summary>Who spoils their own session or role with it comes last, or all that follows would be refused.</summary>
    [GeneratedRegex("/auth/token|/sign-out|/me/sessions|/me/password|GET /me |/me act|/me confirm")]
    private static partial Regex Parting();

    private static readonly Place[] Senders = [.. Place.All.Where(p => p.Inside).Reverse(), Place.All[0], Place.All.First(p => p.Name == "coordinator-")];
    private readonly List<(string Name, Func<Random, Place, Shot> Make)> _slots = [];
    private readonly int _seed;

    public Deck(Sample sample, IReadOnlyList<Route> routes, IReadOnlyList<KnownForm> forms, int seed)
    {
        _seed = seed;
        foreach (var route in routes)
        {
            AddAddress(route);
            AddBody(route, sample);
        }

        forms.ToList().ForEach(AddForm);
        var order = new Random(seed);
        _slots = [.. _slots.OrderBy(s => Parting().IsMatch(s.Name)).ThenBy(_ => order.Next())];
        Partings = _slots.Count(s => Parting().IsMatch(s.Name));
    }

    public int Slots => _slots.Count;

    private int Partings { get; }

    /// <summary>The shots of a run of this length.</summary>
    public IEnumerable<Shot> Deal(int count)
    {
        var (staying, last) = (_slots.Count - Partings, Math.Min(Partings * 2, count / 10));
        for (var n = 0; n < count; n++)
        {
            var (slot, round) = n < count - last ? (n % staying, n / staying) : (staying + ((n - count + last) % Partings), n);
            var random = new Random(unchecked((_seed * 486187739) + (slot * 16777619) + (round * 7919)));
            yield return _slots[slot].Make(random, Senders[(slot + round) % Senders.Length]);
        }
    }

    private void AddAddress(Route route)
    {
        foreach (var (name, value) in route.Row.Values.Where(v => route.Pattern.Contains("{" + v.Key, StringComparison.OrdinalIgnoreCase)))
        {
            Add(route, name, (random, place) => Plain(route, place) with { Path = route.Path.Replace("/" + value, "/" + InAddress(random), StringComparison.Ordinal) });
        }

        foreach (var query in route.Queries)
        {
            Add(route, query, (random, place) => Plain(route, place) with { Path = $"{route.Path}?{Query(query, random, route)}" });
        }

        Add(route, "headers", (random, place) => Plain(route, place) with { Headers = [random.Of(Oddities.Headers), random.Of(Oddities.Headers)] });
        Add(route, "method", (random, place) => Plain(route, place) with { Method = random.Of(Oddities.Methods) });
        Add(route, "path", (random, place) => Plain(route, place) with { Path = random.Of(Oddities.Paths)(route.Path) });
    }

    private void AddBody(Route route, Sample sample)
    {
        if (sample.Operation(route.Method, route.Pattern)?["requestBody"]?["content"] is not JsonObject content)
        {
            return;
        }

        if (content["application/json"]?["schema"] is { } schema)
        {
            var whole = sample.Value(schema, whole: true);
            var text = whole?.ToJsonString() ?? "{}";
            foreach (var pointer in JsonPlaces.In(whole))
            {
                Add(route, pointer, (random, place) => Plain(route, place) with { Body = Encoding.UTF8.GetBytes(JsonPlaces.Put(whole!, pointer, Odd(random))), ContentType = "application/json" });
            }

            Add(route, "body", (random, place) => Bodies.Broken(Plain(route, place), text, random));
            Add(route, "type", (random, place) => Plain(route, place) with { Body = Encoding.UTF8.GetBytes(text), ContentType = random.Of(Oddities.ContentTypes) });
        }
        else
        {
            Add(route, "parts", (random, place) => Bodies.Parts(Plain(route, place), [KeyValuePair.Create("reason", "试")], random));
        }
    }

    private void AddForm(KnownForm known)
    {
        var (form, row, place) = known;
        var plain = new Shot("POST", form.Action, row, place) { FormCookie = known.Cookie };
        foreach (var name in form.Fields.Select(f => f.Key).Distinct())
        {
            Add(known.Name, name, random => Bodies.Encoded(plain, form, Bodies.Change(form.Fields, name, random), random));
        }

        Add(known.Name, "form", random => Bodies.BrokenForm(plain, form, random));
    }

    private void Add(Route route, string what, Func<Random, Place, Shot> make) => _slots.Add(($"{route.Name} {what}", make));

    private void Add(string form, string what, Func<Random, Shot> make) => _slots.Add(($"{form} {what}", (random, _) => make(random)));

    private static Shot Plain(Route route, Place place) => new(route.Method, route.Path, route.Row, place);

    private static string InAddress(Random random) => random.Next(3) == 0 ? random.Of(Oddities.Escaped) : Escape(random.Of(Oddities.Texts));

    private static string Query(string name, Random random, Route route)
    {
        var value = InAddress(random);
        return random.Next(8) switch
        {
            0 => $"{name}={value}&{name}={InAddress(random)}",
            1 => $"{name}[]={value}",
            2 => name,
            3 => string.Join('&', route.Queries.Select(q => $"{q}={InAddress(random)}")),
            _ => $"{name}={value}",
        };
    }

    // Halves of a pair have no UTF-8: as three bytes of their own they arrive.
    private static string Escape(string text) => string.Concat(text.Select(c => char.IsSurrogate(c) ? "%ED%A0%80" : Uri.EscapeDataString(c.ToString())));

    private static string Odd(Random random) => random.Next(12) == 0 ? $"\"{random.Of(Oddities.LongTexts).Replace("\n", "\\n", StringComparison.Ordinal)}\"" : random.Of(Oddities.Json);
}

/// <summary>A form with the person on whose page it stood.</summary>
internal sealed record KnownForm(PageForm Form, Row Row, Place Place)
{
    public required string Name { get; init; }

    public required string Cookie { get; init; }
}

internal static class RandomChoice
{
    public static T Of<T>(this Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];
}
