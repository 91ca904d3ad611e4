# Windows as several steps ask it: is servicing at work, does something wait for a reboot, what does the registry hold.

$Windows = 'C:\Windows'

# Waits a while without falling silent.
function Wait-Agent([int] $Seconds) {
    $end = [DateTime]::UtcNow.AddSeconds($Seconds)
    while ([DateTime]::UtcNow -lt $end) {
        Start-Sleep -Milliseconds 500
        Send-Heartbeat
    }
}

# Servicing works on after an installer has ended; it is idle when neither process has been there for a while.
function Wait-Servicing([int] $QuietSeconds) {
    $limit = [DateTime]::UtcNow.AddMinutes(20)
    $quiet = 0
    while ($quiet -lt $QuietSeconds -and [DateTime]::UtcNow -lt $limit) {
        $busy = @(Get-Process -Name 'TiWorker', 'TrustedInstaller' -ErrorAction SilentlyContinue)
        if ($busy.Count -eq 0) { $quiet += 3 } else { $quiet = 0 }
        Wait-Agent 3
    }
    if ($quiet -lt $QuietSeconds) { Write-Log 'servicing was still at work after 20 minutes' }
}

# What waits for a reboot, by its name in the registry.
function Get-PendingReboot {
    $current = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion'
    $keys = @(
        ($current + '\Component Based Servicing\RebootPending'),
        ($current + '\Component Based Servicing\PackagesPending'),
        ($current + '\WindowsUpdate\Auto Update\RebootRequired')
    )
    foreach ($key in $keys) { if (Test-Path -LiteralPath $key) { $key } }
    $session = 'HKLM:\SYSTEM\CurrentControlSet\Control\Session Manager'
    $renames = Get-RegistryValue $session 'PendingFileRenameOperations'
    if (@($renames | Where-Object { $_ }).Count -gt 0) { $session + '\PendingFileRenameOperations' }
}

function Get-RegistryValue([string] $Key, [string] $Name) {
    if (-not (Test-Path -LiteralPath $Key)) { return $null }
    return (Get-ItemProperty -LiteralPath $Key).$Name
}

function Remove-RegistryValue([string] $Key, [string] $Name) {
    if ($null -ne (Get-RegistryValue $Key $Name)) { Remove-ItemProperty -LiteralPath $Key -Name $Name }
}
