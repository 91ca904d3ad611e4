# The policies of Windows Update while a step of updates goes on. They outlive its reboots; when it ends, well or badly, what
# was there before is put back. learn.microsoft.com/windows/deployment/update/waas-wu-settings

$UpdatePolicyKey = 'HKLM:\SOFTWARE\Policies\Microsoft\Windows\WindowsUpdate'

function Get-UpdatePolicy([pscustomobject] $Step) {
    # Windows by itself installs nothing meanwhile.
    @{ key = $UpdatePolicyKey + '\AU'; name = 'NoAutoUpdate'; value = 1; type = 'DWord' }
    if ($Step.from -ne 'wsus') { return }
    @{ key = $UpdatePolicyKey; name = 'WUServer'; value = $Step.server; type = 'String' }
    @{ key = $UpdatePolicyKey; name = 'WUStatusServer'; value = $Step.server; type = 'String' }
    @{ key = $UpdatePolicyKey; name = 'DoNotConnectToWindowsUpdateInternetLocations'; value = 1; type = 'DWord' }
    @{ key = $UpdatePolicyKey + '\AU'; name = 'UseWUServer'; value = 1; type = 'DWord' }
    if ($null -eq $Step.targetGroup) { return }
    @{ key = $UpdatePolicyKey; name = 'TargetGroupEnabled'; value = 1; type = 'DWord' }
    @{ key = $UpdatePolicyKey; name = 'TargetGroup'; value = $Step.targetGroup; type = 'String' }
}

# What was there is on the disk before anything is changed.
function Set-UpdatePolicy([pscustomobject] $Step) {
    if ([IO.File]::Exists($UpdatePolicyFile)) { return }
    $policies = @(Get-UpdatePolicy $Step)
    $before = [pscustomobject]@{
        keys = @(foreach ($key in @($UpdatePolicyKey, ($UpdatePolicyKey + '\AU'))) { if (-not (Test-Path -LiteralPath $key)) { $key } })
        values = @(
            foreach ($policy in $policies) {
                [pscustomobject]@{ key = $policy.key; name = $policy.name; type = $policy.type; was = (Get-RegistryValue $policy.key $policy.name) }
            }
        )
    }
    [IO.File]::WriteAllText($UpdatePolicyFile, (ConvertTo-Json -InputObject $before -Depth 4), $Utf8)
    foreach ($policy in $policies) { Set-UpdateValue $policy.key $policy.name $policy.value $policy.type }
    Restart-UpdateService
}

function Set-UpdateValue([string] $Key, [string] $Name, $Value, [string] $Type) {
    if (-not (Test-Path -LiteralPath $Key)) { [void] (New-Item -Path $Key -Force) }
    [void] (New-ItemProperty -LiteralPath $Key -Name $Name -Value $Value -PropertyType $Type -Force)
}

function Restore-UpdatePolicy {
    if (-not [IO.File]::Exists($UpdatePolicyFile)) { return }
    $before = ConvertFrom-Json -InputObject ([IO.File]::ReadAllText($UpdatePolicyFile, $Utf8))
    foreach ($value in $before.values) {
        if ($null -eq $value.was) { Remove-RegistryValue $value.key $value.name } else { Set-UpdateValue $value.key $value.name $value.was $value.type }
    }
    # A key that was not there goes, unless an update has put something into it.
    foreach ($key in @($before.keys | Sort-Object -Property Length -Descending)) {
        if (-not (Test-Path -LiteralPath $key)) { continue }
        $names = @((Get-Item -LiteralPath $key).Property | Where-Object { $_ })
        if ($names.Count -eq 0 -and @(Get-ChildItem -LiteralPath $key).Count -eq 0) { Remove-Item -LiteralPath $key }
    }
    [IO.File]::Delete($UpdatePolicyFile)
    Restart-UpdateService
}

# It reads policies when it starts. An image may have disabled it: the search says so.
function Restart-UpdateService {
    try { Restart-Service -Name 'wuauserv' -Force } catch { Write-Log ('wuauserv: ' + $_.Exception.Message) }
}

# What a deployed machine must not have in common with its siblings, and what nobody needs any more.
function Clear-UpdateClient {
    foreach ($service in @('wuauserv', 'bits')) {
        try { Stop-Service -Name $service -Force } catch { Write-Log ($service + ': ' + $_.Exception.Message) }
    }
    foreach ($name in @('SusClientId', 'SusClientIdValidation')) {
        Remove-RegistryValue 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate' $name
    }
    Clear-Folder ($Windows + '\SoftwareDistribution')
}
