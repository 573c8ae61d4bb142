using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;

namespace Weiguang.Browser;

/// <summary>WCAG 2.2 A and AA by axe.</summary>
public static class Axe
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };

    public static async Task AssertAccessibleAsync(this IPage page)
    {
        var result = await page.RunAxe(Rules);
        var found = result.Violations.SelectMany(v => v.Nodes.Select(node => $"{v.Id} ({v.Impact}): {v.Help}\n    {node.Html}\n    {string.Join("; ", node.Any.Concat(node.All).Concat(node.None).Select(check => check.Message))}"));
        Assert.True(result.Violations.Length == 0, $"{page.Url}\n  {string.Join("\n  ", found)}");
    }
}
