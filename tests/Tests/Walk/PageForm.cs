using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;

namespace Weiguang.Tests.Walk;

/// <summary>A form as it stands on somebody's page, with everything a browser would send.</summary>
/// <param name="Page">Where it stands.</param>
/// <param name="Key">What it is for: its handler and its step, ids left out.</param>
internal sealed partial record PageForm(string Page, string Key, string Action, bool IsMultipart, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    /// <summary>The forms of a page that change something; each button with a value of its own is one. Switches of the layout stand on every page and are left out.</summary>
    /// <param name="isFilled">With something written and chosen wherever the form asks for it, as somebody who means it would.</param>
    public static IEnumerable<PageForm> On(string path, IHtmlDocument page, bool isFilled = false)
    {
        foreach (var form in page.QuerySelectorAll("form[method=post]").OfType<IHtmlFormElement>().Where(f => !f.HasAttribute("hidden")))
        {
            var target = form.GetAttribute("action") is { Length: > 0 } given ? new Uri(new Uri("http://here" + path), given).PathAndQuery : path;
            if (target is "/preferences" or "/sign-out")
            {
                continue;
            }

            var fields = isFilled ? Filled(form) : Html.Fields(form);
            var buttons = form.QuerySelectorAll("button[name]").Select(b => KeyValuePair.Create(b.GetAttribute("name")!, b.GetAttribute("value") ?? "")).ToList();
            foreach (var pressed in buttons.Count == 0 ? [[]] : buttons.Select(b => new[] { b }))
            {
                var sent = fields.Concat(pressed).ToList();
                yield return new PageForm(path, KeyOf(target == path ? "" : target, sent), target, form.Enctype == "multipart/form-data", sent);
            }
        }
    }

    private static List<KeyValuePair<string, string>> Filled(IHtmlFormElement form)
    {
        var fields = Html.Fields(form);
        foreach (var radio in form.QuerySelectorAll("input[type=radio]").OfType<IHtmlInputElement>().Where(r => !r.IsDisabled && fields.TrueForAll(f => f.Key != r.Name)))
        {
            fields.Add(KeyValuePair.Create(radio.Name!, radio.Value));
        }

        return fields.ConvertAll(f => f.Value.Length > 0 ? f : KeyValuePair.Create(f.Key, form.QuerySelector($"[name='{f.Key}']") switch
        {
            IHtmlTextAreaElement => "写几个字试一试，好让人看明白",
            IHtmlSelectElement choices => choices.Options.FirstOrDefault(o => o.Value.Length > 0)?.Value ?? "",
            IHtmlInputElement { Type: "tel" } => "13800138000",
            IHtmlInputElement { Type: "text", IsRequired: true } => "试一试",
            IHtmlInputElement { Type: "number", IsRequired: true } => "1",
            _ => "",
        }));
    }

    private static string KeyOf(string target, List<KeyValuePair<string, string>> sent)
    {
        var words = sent.Where(f => f.Key == "_handler" || f.Key.EndsWith("Step", StringComparison.Ordinal) || f.Key.EndsWith("Action", StringComparison.Ordinal)).Select(f => f.Value);
        return Ids().Replace(string.Join(' ', words.Prepend(target).Where(w => w.Length > 0)), "…");
    }

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[A-Za-z0-9_-]{43}")]
    private static partial Regex Ids();
}
