using Weiguang.Regions;

namespace Weiguang.Tests.Regions;

/// <summary>Divisions that the tests of regions speak of, and a file with a county of each province instead of all 53,000.</summary>
internal static class Places
{
    public const long Taonan = 220881000000;
    public const long Wafang = 220881100000;
    public const long Gongzhuling = 220184000000;

    public static async Task ImportAsync(this TestApp app)
    {
        using var scope = app.Scope();
        if (await scope.Get<DivisionImport>().IsNeededAsync())
        {
            await scope.Get<DivisionImport>().RunAsync();
        }
    }
}
