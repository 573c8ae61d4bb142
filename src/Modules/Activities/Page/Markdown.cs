using System.Text.Encodings.Web;
using System.Text.Unicode;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Weiguang.Activities.Page;

/// <summary>Organisers' texts as safe HTML: no HTML of their own, no pictures from elsewhere, links only to the web, mail and telephones.</summary>
internal static class Markdown
{
    private const int Highest = 3;
    private static readonly string[] Allowed = ["http://", "https://", "mailto:", "tel:", "/"];
    private static readonly HtmlEncoder Plain = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>What nests too deeply is shown as it was typed.</summary>
    public static string ToHtml(string text) => Nesting.IsDeep(text) ? $"<p class=\"pre\">{Plain.Encode(text)}</p>\n" : Parsed(text);

    private static string Parsed(string text)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        var headings = document.Descendants<HeadingBlock>().ToList();
        var lift = headings.Count > 0 ? Highest - headings.Min(h => h.Level) : 0; // The page has h1 and h2 itself.
        headings.ForEach(h => h.Level = Math.Min(6, h.Level + lift));

        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            link.IsImage = false;
            link.Url = Safe(link.GetDynamicUrl?.Invoke() ?? link.Url);
            link.GetDynamicUrl = null;
            link.GetAttributes().AddProperty("rel", "nofollow noopener");
        }

        foreach (var link in document.Descendants<AutolinkInline>())
        {
            link.Url = link.IsEmail ? link.Url : Safe(link.Url);
        }

        return document.ToHtml(Pipeline);
    }

    private static string Safe(string? url) => Allowed.Any(start => url?.StartsWith(start, StringComparison.OrdinalIgnoreCase) == true) && url?.StartsWith("//", StringComparison.Ordinal) != true ? url! : "#";
}
