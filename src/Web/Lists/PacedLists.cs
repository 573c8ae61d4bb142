using Weiguang.Kernel.Lists;
using Weiguang.Kernel.Ui;
using Weiguang.People;

namespace Weiguang.Web.Lists;

/// <summary>The files of all lists, at a measured pace: whoever is too quick is told so on the page they came from.</summary>
internal static class PacedLists
{
    public static void MapPacedLists(this IEndpointRouteBuilder routes) => routes.MapLists().WithMetadata(ExportVerbs.Take).AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        object? answer = null;
        await http.RequestServices.GetRequiredService<Pace>().GuardAsync(ExportVerbs.Take, sentence =>
        {
            FlashNote.Leave(http, sentence, Tone.Wait);
            answer = TypedResults.LocalRedirect(ListDoors.PageOf(http.Request));
        }, async () => (answer = await next(context)) is SheetResult);
        return answer;
    });
}
