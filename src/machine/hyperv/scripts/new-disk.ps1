# An empty disk that grows as it is written to. With sectors of 512 bytes: 4Kn is for hardware of that kind.
param($Request)

$null = Hyper-V\New-VHD -Path $Request.path -SizeBytes $Request.size -Dynamic -LogicalSectorSizeBytes 512
