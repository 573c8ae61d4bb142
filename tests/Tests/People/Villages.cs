using Weiguang.Regions;
using Weiguang.Tests.Support;

namespace Weiguang.Tests.People;

/// <summary>A few real places, so that somebody can live somewhere.</summary>
internal static class Villages
{
    private const string Places = """
        code	name
        220000000000	吉林省
        220800000000	白城市
        220821000000	镇赉县
        220821100000	镇赉镇
        220821100201	街北村委会
        220821100208	新立村委会
        220881000000	洮南市
        220881103000	那金镇
        220881103200	那金村委会
        220881103204	新立村委会
        """;

    public static async Task ImportVillagesAsync(this TestApp app)
    {
        var file = Path.Combine(app.DataFolder, "places.tsv");
        await File.WriteAllTextAsync(file, Places);
        using var scope = app.Scope();
        await scope.Get<DivisionImport>().RunAsync(file);
    }
}
