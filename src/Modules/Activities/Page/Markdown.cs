using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Weiguang.Activities.Page;

/// <summary>Organisers' texts as safe HTML: no HTML of their own, no pictures from elsewhere, links only to the web, mail and telephones.</summary>
internal static class Markdown
{
    private const int PageHeading = 2;
    private static readonly string[] Allowed = ["http://", "https://", "mailto:", "tel:", "/"];
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    public static string ToHtml(string text)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            heading.Level = Math.Min(6, heading.Level + PageHeading); // The page has h1 and h2 itself.
        }

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
